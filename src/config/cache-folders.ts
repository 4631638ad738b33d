import path from 'node:path';

/** Where made files are kept from build to build: absolute paths. */
export const cacheFolders = {
  images: () => path.resolve('.cache/images'),
  icons: () => path.resolve('.cache/icons'),
  socialImages: () => path.resolve('.cache/social'),
  workers: () => path.resolve('.cache/workers'),
};
