/** From the least control to the most: release · release, check later · papers · goods. */
export const COLOURS = ['green', 'blue', 'yellow', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

/** How much control a lane is, from 0. */
export const control = (colour: Colour): number => COLOURS.indexOf(colour);

/** Whether going from one lane to another takes control away: then one officer is not enough. */
export const lowers = (from: Colour, to: Colour): boolean => control(to) < control(from);
