// What each check looked at, what it measured and what it found wrong, as one table.

export class Results {
  #checks = new Map();

  /** Adds one look of a check. `measured` is a number with a unit, such as `{ value: 12.5, unit: "kB" }`. */
  add(name, subject, problems, measured) {
    const check = this.#checks.get(name) ?? { looks: 0, problems: [], measured: [], unit: "" };
    check.looks += 1;
    check.problems.push(...problems.map((problem) => `${subject}: ${problem}`));
    if (measured !== undefined) {
      check.measured.push(measured.value);
      check.unit = measured.unit;
    }
    this.#checks.set(name, check);
  }

  get failed() {
    return [...this.#checks.values()].some((check) => check.problems.length > 0);
  }

  /** How many problems all checks found together. */
  get total() {
    return [...this.#checks.values()].reduce((sum, check) => sum + check.problems.length, 0);
  }

  print() {
    const rows = [...this.#checks].map(([name, check]) => [
      check.problems.length === 0 ? "pass" : "FAIL",
      name,
      String(check.looks),
      range(check),
    ]);
    const table = [["", "Check", "Looks", "Measured"], ...rows];
    const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)));
    for (const row of table) console.log(row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
    for (const [name, { problems }] of this.#checks) {
      if (problems.length > 0) console.log(`\n${name}:`);
      for (const problem of new Set(problems)) console.log(`  ${problem}`);
    }
  }
}

function range({ measured, unit }) {
  if (measured.length === 0) return "";
  const [least, most] = [Math.min(...measured), Math.max(...measured)];
  return `${least === most ? least : `${least} to ${most}`} ${unit}`.trim();
}
