// The screens and colours in which every page is looked at.

export const WIDTHS = [320, 1280];
export const COLOURS = [
  { name: "light", options: { colorScheme: "light", forcedColors: "none" } },
  { name: "forced colours", options: { colorScheme: "dark", forcedColors: "active" } },
];
