import { registerConfig } from './evcc-config/runtime';

export = registerConfig;
