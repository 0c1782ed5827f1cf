/**
 * The props of a field that must be filled in. The asterisk is drawn by page.css and is not part of the label's text,
 * so that the accessible name of the field is the plain label.
 */
export const mandatory = { "aria-required": true, labelProps: { "data-mandatory": true } } as const;
