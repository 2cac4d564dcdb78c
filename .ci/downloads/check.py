"""Reads the downloads of a built site as other programs do: python3 check.py [SITE]

Every CSV against its metadata (csvw), the data package (frictionless), and every workbook through LibreOffice, whose
figures have to be those of the CSVs. Ends with 1 if anything does not hold.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from csvw import CSVW
from frictionless import Package

SITE = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "public")
DOWNLOADS = SITE / "downloads"
NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
# One CSV for each sheet, as it is formatted, in UTF-8.
FILTER = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

problems = []


def metadata():
    """Each CSV is what the metadata beside it says."""
    files = sorted(DOWNLOADS.glob("*.csv-metadata.json"))
    for file in files:
        described = CSVW(str(file), validate=True)
        if not described.is_valid:
            problems.append(f"{file.name}: {[str(warning.message) for warning in described.warnings]}")
    return len(files)


def package():
    """The data package describes every CSV and is valid."""
    report = Package(str(SITE / "datapackage.json")).validate()
    if not report.valid:
        problems.extend(f"datapackage.json: {error}" for error in report.flatten(["rowNumber", "fieldName", "message"]))
    described = {resource["path"] for resource in json.loads((SITE / "datapackage.json").read_text())["resources"]}
    there = {f"downloads/{file.name}" for file in DOWNLOADS.glob("*.csv")}
    if described != there:
        problems.append(f"datapackage.json: {sorted(described ^ there)} are on one side only")
    return len(described)


def rows(file):
    with open(file, newline="", encoding="utf-8") as opened:
        return list(csv.reader(opened))


def plain(text):
    """A formatted figure as the CSV has it, where it is one."""
    number = re.sub(r"[,£€$%\s]", "", text).replace("\u2212", "-").lstrip("+")
    return float(number) if NUMBER.match(number) else text


def workbooks():
    """LibreOffice opens every workbook, and reads in each table what the CSV says."""
    books = sorted(DOWNLOADS.glob("*.ods"))
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", FILTER, "--outdir", folder, *map(str, books)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for book in books:
            tables = json.loads(book.with_suffix(".json").read_text())["tables"]
            for table in tables:
                compare(book, table, Path(folder) / f"{book.stem}-Table_{table['number']}.csv")
    return len(books)


def compare(book, table, sheet):
    name = f"{book.name}, table {table['number']}"
    if not sheet.exists():
        problems.append(f"{name}: LibreOffice finds no sheet")
        return
    expected = rows(DOWNLOADS / f"{book.stem}-{table['id']}.csv")
    read = rows(sheet)[-len(expected):]
    for line, (wanted, found) in enumerate(zip(expected, read)):
        if line == 0:
            wanted, found = wanted[:1] + wanted[1::2], found[: len(wanted) // 2 + 1]
            if wanted != found:
                problems.append(f"{name}: other headings")
            continue
        for column, (value, marker) in enumerate(zip(wanted[1::2], wanted[2::2])):
            figure = found[column + 1]
            holds = plain(figure) == float(value) if NUMBER.match(value) else figure in (f"[{marker}]", value)
            if not holds:
                problems.append(f"{name}: row {line}, column {column + 1} has another figure")


print(f"{metadata()} CSVs hold to their metadata; {package()} of them are in the data package; "
      f"{workbooks()} workbooks say the same in LibreOffice")
for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
