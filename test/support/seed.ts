import fc from 'fast-check';

/** The same cases on every machine: a failure can be repeated. Others by `FC_SEED=number npx vitest run`. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_123) });
