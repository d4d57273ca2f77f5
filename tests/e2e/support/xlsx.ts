// Workbooks as spreadsheets write them: text cells, and figures where a column was not formatted as text.
import zlib from "node:zlib";

/** A cell: text, or `{ figure }`, the characters of a number cell as stored in the file. */
export type Cell = string | { figure: string };

/** A file for a file field. */
export type Upload = { name: string; mimeType: string; buffer: Buffer };

const TYPE = "application/vnd.openxmlformats-officedocument";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

const escaped = (text: string) => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);

/** In Node 20 too, but its types do not have it yet. */
const crc32 = (zlib as unknown as { crc32: (data: Buffer) => number }).crc32;

/** A ZIP archive of compressed files. */
function zip(files: Record<string, string>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const packed = zlib.deflateRawSync(data);
    const meta = Buffer.alloc(26);
    meta.writeUInt16LE(20, 0);
    meta.writeUInt16LE(8, 4);
    meta.writeUInt16LE(0x5c21, 8);
    meta.writeUInt32LE(crc32(data), 10);
    meta.writeUInt32LE(packed.length, 14);
    meta.writeUInt32LE(data.length, 18);
    meta.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from("PK\x03\x04"), meta, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    local.push(head);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), meta, tail, Buffer.from(name)]));
    at += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06"), end]);
}

const cell = (value: Cell) =>
  typeof value === "string" ? `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>` : `<c><v>${value.figure}</v></c>`;

/** A workbook of one sheet. */
export function xlsx(name: string, rows: Cell[][]): Upload {
  const lines = rows.map((row, index) => `<row r="${index + 1}">${row.map(cell).join("")}</row>`);
  const part = (path: string, kind: string) => `<Override PartName="${path}" ContentType="${TYPE}.spreadsheetml.${kind}+xml"/>`;
  const relation = (kind: string, target: string) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/${kind}" Target="${target}"/></Relationships>`;
  const buffer = zip({
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("/xl/workbook.xml", "sheet.main")}${part("/xl/worksheets/sheet1.xml", "worksheet")}</Types>`,
    "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${MAIN}"><sheetData>${lines.join("")}</sheetData></worksheet>`,
  });
  return { name, mimeType: `${TYPE}.spreadsheetml.sheet`, buffer };
}
