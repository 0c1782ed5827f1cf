import hooks from "eslint-plugin-react-hooks";
import typescript from "typescript-eslint";

const features = [
  "setup",
  "sign-in",
  "invitation",
  "forgotten-password",
  "home",
  "agents",
  "api-tokens",
  "calls",
  "usage",
  "connections",
  "companies",
  "members",
  "outbox",
  "audit",
  "settings",
  "profile",
];

/** Imports go one way: api -> components -> features/<name> -> app. */
function mayNotImport(files, folders) {
  const patterns = [{ group: folders, message: "Imports go one way: api -> components -> features -> app." }];
  return { files, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

export default typescript.config(
  { ignores: ["dist", "src/api/schema.d.ts"] },
  typescript.configs.recommended,
  hooks.configs.flat.recommended,
  mayNotImport(["src/api/**"], ["**/components/**", "**/features/**", "**/app/**"]),
  mayNotImport(["src/components/**"], ["**/features/**", "**/app/**"]),
  ...features.map((feature) =>
    mayNotImport(
      [`src/features/${feature}/**`],
      ["**/app/**", ...features.filter((other) => other !== feature).map((other) => `**/${other}/**`)],
    ),
  ),
);
