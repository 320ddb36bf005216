// The printed page and the record at a place, from the outline.

import type { DocumentSymbol, Position, Range } from 'vscode-languageclient';

/** The kinds that the server gives to the parts of a record, as the protocol counts them. */
const PAGE = 3;
const NOTE = 15;
const NOTE_LIST = 18;

/** A page that the outline has. */
export interface Page {
  /** What is printed on it: `569`, `xiv`. */
  readonly label: string;
  /** Its name in the outline: `Page 569`, `Facsimile page 2`. */
  readonly name: string;
  /** The first words on it. */
  readonly words: string;
  /** Its record's name. */
  readonly record: string;
  /** Where it begins. */
  readonly selectionRange: Range;
}

/** Every page of the outline, in the order of the text. */
export function pagesOf(outline: readonly DocumentSymbol[]): Page[] {
  return outline.flatMap((record) =>
    children(record)
      .filter((part) => part.kind === PAGE)
      .map((page) => ({
        label: labelOf(page.name),
        name: page.name,
        words: page.detail ?? '',
        record: record.name,
        selectionRange: page.selectionRange,
      })),
  );
}

/** The record that `position` lies in. */
export function recordAt(outline: readonly DocumentSymbol[], position: Position): DocumentSymbol | undefined {
  return lastFrom(outline, position);
}

/** The notes of a record, in the order of the text. */
export function notesOf(record: DocumentSymbol | undefined): DocumentSymbol[] {
  return children(record).flatMap((part) => (part.kind === NOTE ? [part] : notesOf(part)));
}

/** `p. 569 · No. 222` or, in a note list, `note 2 · No. 222`; empty where neither is known. */
export function describe(outline: readonly DocumentSymbol[], position: Position): string {
  const record = lastFrom(outline, position);
  const part = lastFrom(children(record), position);
  const list = part?.kind === PAGE ? lastFrom(children(part), position) : part;
  const note = list?.kind === NOTE_LIST ? lastFrom(children(list), position) : undefined;
  const words = [
    note === undefined ? '' : `note ${firstWord(note.name)}`,
    part?.kind === PAGE ? abbreviated(part.name) : '',
    numberOf(record?.name),
  ];
  return words.filter((word) => word !== '').join(' · ');
}

/** The symbol that `position` lies in: the parts of an outline follow each other without gaps. */
function lastFrom(symbols: readonly DocumentSymbol[], position: Position): DocumentSymbol | undefined {
  return symbols.filter(({ range }) => !isBefore(position, range.start)).at(-1);
}

function children(symbol: DocumentSymbol | undefined): readonly DocumentSymbol[] {
  return symbol?.children ?? [];
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** A page without a number of its own, as `Page before 12`, keeps its words. */
function labelOf(name: string): string {
  return name.replace(/^(?:Page|Facsimile page) /u, '');
}

/** How the status bar calls what the outline calls so. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['Page', 'p.'],
  ['Page before', 'before p.'],
  ['Facsimile page', 'facsimile p.'],
  ['Page before facsimile page', 'before facsimile p.'],
]);

/** `Page 569` as `p. 569`. */
function abbreviated(name: string): string {
  const end = name.lastIndexOf(' ');
  return (ABBREVIATIONS.get(name.slice(0, end)) ?? name.slice(0, end)) + name.slice(end);
}

function numberOf(record: string | undefined): string {
  const number = /^(?<number>\d+\p{L}?)\. /u.exec(record ?? '')?.groups?.['number'];
  return number === undefined ? '' : `No. ${number}`;
}

function firstWord(name: string): string {
  return name.split(' ', 1)[0] ?? '';
}
