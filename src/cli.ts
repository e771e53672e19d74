import 'reflect-metadata';
import { dispatch } from './command-line/dispatch.js';

void dispatch(process.argv.slice(2)).then((code) => process.exit(code));
