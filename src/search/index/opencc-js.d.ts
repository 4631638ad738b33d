/** The package names a declaration file for this entry that it does not have. */
declare module 'opencc-js/t2cn' {
  export function Converter(options: {
    readonly from: 't';
    readonly to: 'cn';
  }): (text: string) => string;
}
