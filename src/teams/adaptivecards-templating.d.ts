/** What we use of the package: its own types import another package's TypeScript sources, which no strict project compiles. */
export class Template {
  constructor(template: unknown);
  expand(context: { readonly $root: object }): unknown;
}
