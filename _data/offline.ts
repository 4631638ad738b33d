import type { DataFile } from '../src/eleventy/register.ts';

/** The page that a service worker shows without a connection. */
const offline: DataFile = ({ views }) => views.offline;

export default offline;
