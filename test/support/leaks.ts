/** What of a secret would give it away: a PEM text does so by any of its lines. */
function partsOf(secret: string): string[] {
  if (!secret.includes('-----BEGIN')) return [secret];
  const lines = secret.split(/\r?\n/).filter((line) => line.length > 20 && !line.startsWith('-----'));
  // As one line, too, without the ends of its lines.
  return [...lines, lines.join('').slice(10, 90)];
}

/** Base64 of a text wherever it stands in what was encoded: without the characters that its neighbours share. */
function base64Of(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return whole.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
  });
}

/** A text in every form in which it may stand somewhere. */
function formsOf(text: string): string[] {
  const base64 = base64Of(text);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    encodeURI(text),
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;'),
    Buffer.from(text).toString('hex'),
    ...base64,
    ...base64.map((one) => one.replace(/\+/g, '-').replace(/\//g, '_')),
  ];
}

/** Which secrets, by their names, stand in which places, in whatever form: "password in log: …" with what surrounds it. */
export function leaks(secrets: Readonly<Record<string, string>>, places: Readonly<Record<string, string>>): string[] {
  const found: string[] = [];
  for (const [name, secret] of Object.entries(secrets)) {
    const forms = [...new Set(partsOf(secret).flatMap(formsOf))];
    for (const [place, text] of Object.entries(places)) {
      const form = forms.find((one) => text.includes(one));
      if (form === undefined) continue;
      const at = text.indexOf(form);
      found.push(`${name} in ${place}: …${text.slice(Math.max(0, at - 80), at + form.length + 20)}…`);
    }
  }
  return found;
}
