/** Marks in a help page that stand for a table made from the catalogue: `<!-- table:NAME -->`. */
const MARK = /<!--\s*table:([\w-]+)\s*-->/g;

/** Tables by name, each a function of the language. */
const TABLES = new Map();

/** Fills the marks of one help page; one that no table answers to is an error, not an empty place. */
export function fillTables(html, lang) {
  return html.replace(MARK, (_mark, name) => {
    const table = TABLES.get(name);
    if (table === undefined) throw new Error(`No table "${name}" for the help pages`);
    return table(lang);
  });
}
