import { readdirSync } from "node:fs";
import hooks from "eslint-plugin-react-hooks";
import typescript from "typescript-eslint";

const features = readdirSync(new URL("src/features", import.meta.url));

/** The same order as in scripts/rules/page_imports.py, so that an editor shows it too. */
function mayNotImport(files, regex) {
  const patterns = [{ regex, message: "Imports go api, lib -> components -> shared -> features/<name> -> app." }];
  return { files, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

/** Matches a relative import of one of these folders. */
const folders = (...names) => `^(\\.\\./)+(${names.join("|")})/`;

export default typescript.config(
  { ignores: ["dist", "src/api/schema.d.ts"] },
  typescript.configs.recommended,
  hooks.configs.flat.recommended,
  mayNotImport(["src/api/**"], folders("lib", "components", "shared", "features", "app")),
  mayNotImport(["src/lib/**"], folders("api", "components", "shared", "features", "app")),
  mayNotImport(["src/components/**"], folders("api", "shared", "features", "app")),
  mayNotImport(["src/shared/**"], folders("features", "app")),
  ...features.map((feature) =>
    mayNotImport([`src/features/${feature}/**`], folders("app", ...features.filter((other) => other !== feature))),
  ),
);
