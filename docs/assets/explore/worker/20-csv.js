// Takes columns and rows; gives CSV as the downloads have it: a byte-order mark, CR LF, quotes where they are needed, null as nothing.
"use strict";
const aqwalCsv = (() => {
  const CHUNK = 1 << 20;
  const hex = (data) => Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");

  function field(value) {
    if (value === null) return "";
    const text = value instanceof Uint8Array ? hex(value) : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
  }

  // A row of one empty cell would be an empty line, which readers skip.
  const line = (row) => `${row.length === 1 && field(row[0]) === "" ? "\"\"" : row.map(field).join(",")}\r\n`;

  /** Gather lines into a file, in pieces, so that a long result does not stand in memory twice. */
  function gather() {
    const pieces = [];
    let piece = "\ufeff";
    return {
      add(row) {
        piece += line(row);
        if (piece.length > CHUNK) {
          pieces.push(new Blob([piece]));
          piece = "";
        }
      },
      file: () => new Blob([...pieces, piece], { type: "text/csv;charset=utf-8" }),
    };
  }

  return { gather };
})();
