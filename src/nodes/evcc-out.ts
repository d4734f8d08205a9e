import { registerOut } from './evcc-out/runtime';

export = registerOut;
