/** The package declares a types file for this entry but does not ship it. */
declare module 'opencc-js/t2cn' {
  export function Converter(options: {
    readonly from: 't';
    readonly to: 'cn';
  }): (text: string) => string;
}
