/**
 * For a field that must be filled. The asterisk is drawn by page.css and not part of the label's text, so that the
 * field is found by its plain name.
 */
export const mandatory = { "aria-required": true, labelProps: { "data-mandatory": true } } as const;
