/** URL of the database that was chosen at start; given by whoever builds the application. */
export const DATABASE_URL = Symbol('DatabaseUrl');
