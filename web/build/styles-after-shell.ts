import type { Plugin } from "vite";

/**
 * Moves the links of stylesheets from the head to between the shell and the page: in the head they would hold back the
 * first paint, and with it the shell. After the page they would override the theme, whose variables are inside it.
 */
export function stylesAfterShell(): Plugin {
  return {
    name: "styles-after-shell",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        const links: string[] = [];
        const rest = html.replace(/[ \t]*<link rel="stylesheet"[^>]*>\n?/g, (link) => {
          links.push(link.trim());
          return "";
        });
        return rest.replace('<div id="root">', `${links.join("\n")}\n<div id="root">`);
      },
    },
  };
}
