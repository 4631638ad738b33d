/**
 * How esbuild reads the scripts of browsers: as `tsconfig.json` says, which the package has not,
 * and whatever a site's own says (https://esbuild.github.io/api/#tsconfig-raw).
 */
export const clientTypeScript = {
  compilerOptions: { target: 'es2024', strict: true, verbatimModuleSyntax: true },
} as const;
