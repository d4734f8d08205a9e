import { registerIn } from './evcc-in/runtime';

export = registerIn;
