/** Red, green and blue of light, linear, each 0 to 1. */
type Light = readonly [number, number, number];

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)`;
const separator = String.raw`\s*[\s,]\s*`;
const call = new RegExp(
  String.raw`^(rgb|hsl|oklch)\(\s*(${number})(%|deg)?${separator}(${number})(%)?${separator}` +
    String.raw`(${number})(%|deg)?\s*\)$`,
  'i',
);

/**
 * Reads an opaque colour as CSS writes it: `#a23`, `#a2361f`, `rgb()`, `hsl()` or `oklch()`.
 * @returns undefined for anything else.
 * @see https://www.w3.org/TR/css-color-4/
 */
export function readColour(text: string): Light | undefined {
  const hex = /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(text);
  if (hex) {
    const digits = hex[2] ?? (hex[1] ?? '').replace(/./g, '$&$&');
    const part = (at: number) => linear(Number.parseInt(digits.slice(at, at + 2), 16) / 255);
    return [part(0), part(2), part(4)];
  }
  const [, name = '', first = '', firstUnit, second = '', secondUnit, third = '', thirdUnit] =
    call.exec(text) ?? [];
  const isAngle = (unit: string | undefined) => unit === undefined || unit === 'deg';
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  switch (name.toLowerCase()) {
    case 'rgb': {
      const units = new Set([firstUnit, secondUnit, thirdUnit]);
      if (units.size > 1 || units.has('deg')) return undefined;
      const whole = units.has('%') ? 100 : 255;
      return [linear(a / whole), linear(b / whole), linear(c / whole)];
    }
    case 'hsl':
      if (!isAngle(firstUnit) || secondUnit !== '%' || thirdUnit !== '%') return undefined;
      return fromHsl(a, b / 100, c / 100);
    case 'oklch':
      if (firstUnit === 'deg' || !isAngle(thirdUnit)) return undefined;
      return fromOklch(firstUnit ? a / 100 : a, secondUnit ? (b / 100) * 0.4 : b, c);
    default:
      return undefined;
  }
}

/**
 * The contrast of two colours, 1 to 21.
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrastOf(one: Light, two: Light): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Light): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clip(part: number): number {
  return Math.min(1, Math.max(0, part));
}

function linear(part: number): number {
  const value = clip(part);
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** https://www.w3.org/TR/css-color-4/#hsl-to-rgb */
function fromHsl(hue: number, saturation: number, lightness: number): Light {
  const part = (offset: number) => {
    const k = (offset + (((hue % 360) + 360) % 360) / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return linear(lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [part(0), part(8), part(4)];
}

/** https://bottosson.github.io/posts/oklab/ */
function fromOklch(lightness: number, chroma: number, hue: number): Light {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
