/** How many digits of a commodity code a value of these dimensions has. */
export const HS_FORM = { subheading: /^\d{6}$/, hsCode: /^\d{10}$/ } as const;
