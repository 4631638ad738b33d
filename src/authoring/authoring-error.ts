/** Something that an author asked for cannot be done; the message is for them. */
export class AuthoringError extends Error {}
