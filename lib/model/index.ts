// The vocabulary. Shapes are zod schemas, types are inferred; nothing here knows a browser, a store or a clock.
export * from './action';
export * from './adapter';
export * from './bodies';
export * from './briefing';
export * from './condition';
export * from './facts';
export * from './journal';
export * from './level';
export * from './pack';
export * from './person';
export * from './profile';
export * from './review';
export * from './rule';
export * from './text';
export * from './values';
export * from './verdict';
export * from './view';
