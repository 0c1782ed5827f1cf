/** Okabe and Ito's colours, which most people tell apart, also those who confuse red and green. */
export const seriesColors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"] as const;

export const otherColor = "#8a9096";
