import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'loomgate:public';

/** A route that needs no key. Everything that says nothing is closed. */
export const Public = () => SetMetadata(PUBLIC, true);
