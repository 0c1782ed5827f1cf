import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** The accent colour. Other colours than this and grey are used only with a meaning, such as red for errors. */
const accent: MantineColorsTuple = [
  "#eef7f5",
  "#d9ece8",
  "#b3d9d2",
  "#86c2b8",
  "#57aa9d",
  "#319184",
  "#1e7a6e",
  "#17655c",
  "#13524b",
  "#0d3c37",
];

/** For actions that cannot be undone. Dark enough for white text on it. */
const red: MantineColorsTuple = [
  "#fdf0f0",
  "#f9dcdc",
  "#f2b8b8",
  "#ea9090",
  "#e06a6a",
  "#d44848",
  "#c62f2f",
  "#b42525",
  "#951e1e",
  "#761818",
];

export const theme = createTheme({
  colors: { accent, red },
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontSizes: { xs: "13px", sm: "15px", md: "15px", lg: "16px", xl: "18px" },
  headings: { fontWeight: "600" },
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        padding: 24,
        radius: 10,
        // Below a toast.
        yOffset: 68,
        styles: {
          title: { minWidth: 0, fontSize: 18, fontWeight: 600, lineHeight: "24px", overflowWrap: "anywhere" },
          close: { flex: "none" },
        },
      },
    },
    // A name that is written from right to left begins at the right.
    TextInput: { defaultProps: { dir: "auto" } },
    Textarea: { defaultProps: { dir: "auto" } },
    InputWrapper: { defaultProps: { styles: { label: { marginBottom: 4 } } } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close", size: "sm" } } },
    // The list itself scrolls, without an unnamed scroll area around it, so that the arrow keys work.
    Select: {
      defaultProps: {
        withScrollArea: false,
        styles: { label: { marginBottom: 4 }, options: { maxHeight: 260, overflowY: "auto" } },
      },
    },
    Switch: { defaultProps: { withThumbIndicator: false } },
  },
});

/** Greys with enough contrast: those of the library are too light for secondary text on white. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-text": "#1c2024",
    "--mantine-color-dimmed": "#60666c",
    "--mantine-color-placeholder": "#767c82",
    "--mantine-color-default-border": "#dfe2e5",
    "--mantine-color-error": "#c22525",
    "--surface-quiet": "#f7f8f8",
  },
  dark: {
    "--mantine-color-body": "#1a1c1e",
    "--mantine-color-text": "#e3e5e7",
    "--mantine-color-dimmed": "#a1a7ad",
    "--mantine-color-placeholder": "#8b9197",
    "--mantine-color-default": "#222528",
    "--mantine-color-default-hover": "#292c30",
    "--mantine-color-default-border": "#373b40",
    "--mantine-color-error": "#ff8f8f",
    "--surface-quiet": "#151719",
  },
});
