import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Alias } from '../../src/domain/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { adminBench } from '../_util/admin.ts';
import type { TestBot } from '../_util/bot.ts';
import { textOf } from '../_util/card.ts';
import { channel, personalChat } from '../_util/http.ts';
import { OWN_CHANNEL, PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';
import { createDatabase, sharedPostgresUrl } from '../_util/postgres.ts';
import { TEST_MASTER_KEY } from '../_util/stores.ts';
import { openRaw } from '../store/raw.ts';

const { mette, lars, sanne, bodil } = PEOPLE;
const whoIs = ({ tenantId, objectId }: { tenantId: string; objectId: string }) => `${tenantId}:${objectId}`;

/** Invented, and nowhere to be seen: on the screen, in a log, in the open in the database. */
const NAME = 'Kanarie Fuglesang';
const CPR = '670190-1234';

let bench: Awaited<ReturnType<typeof adminBench>>;
let trinvis: TestBot;
beforeEach(async () => {
  bench = await adminBench();
  trinvis = await startOdense({ at: '2026-11-02 09:00', database: bench.database });
});
afterEach(async () => {
  await trinvis.stop();
  await bench.close();
});

type Row = Readonly<Record<string, string>>;

/** A running course of programme A, as another system kept it. */
const RUNNING: Row = {
  aftale: 'ODE',
  program: 'ips',
  navn: NAME,
  cpr: CPR,
  henvist: '03-02-2026',
  konsulent: whoIs(mette),
  behandler: whoIs(bodil),
  startet: '2026-03-02',
  'seneste kontakt': '2026-10-30',
  'underskrift set': 'ja',
  'klinik samtykke givet': '2026-03-02',
  'klinik samtykke bevis': 'Journal, samtykke nr. 4',
  'indført i journal': '2026-03-03',
  'jobcenter samtykke givet': '2026-03-02',
  'jobcenter samtykke bevis': 'Sag 2026-114, bilag 3',
};

function csv(rows: readonly Row[], delimiter = ';'): string {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quoted = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))]
    .map((cells) => cells.map(quoted).join(delimiter))
    .join('\n');
}

async function take(rows: readonly Row[] | string | Uint8Array, ...options: string[]) {
  const content = Array.isArray(rows) ? csv(rows) : (rows as string | Uint8Array);
  return bench.run('import', await bench.write('forloeb.csv', content), ...options);
}

async function courseCount(): Promise<number> {
  const raw = await openRaw(bench.database);
  const [row] = await raw.run('select count(*) as n from course');
  await raw.close();
  return Number(row?.n);
}

describe('import', () => {
  test('a dry run writes nothing; with --apply the courses are there, told by alias and never by name', async () => {
    const rows = [RUNNING, { ...RUNNING, navn: 'Gulirisk Hansen, Eva', cpr: '670190-1235' }];
    const dry = await take(rows);
    expect(dry).toEqual({
      code: 0,
      err: '',
      out: 'Filen er i orden: 2 forløb. Intet er skrevet endnu; kør igen med --apply.',
    });
    expect(await courseCount()).toBe(0);
    const done = await take(rows, '--apply');
    expect(done).toEqual({ code: 0, err: '', out: '2 forløb er importeret.\nLinje 2: ODE-001\nLinje 3: ODE-002' });
    const card = textOf((await trinvis.write(mette, 'forløb ODE-001')).card);
    expect(card).toContain('I gang siden 2. mar. 2026');
    expect(card).toContain('I kraft til og med 1. mar. 2027');
    expect((await trinvis.write(bodil, 'forløb ODE-001')).card).toBeDefined();
  });

  test('the log says that it was done, and of how many', async () => {
    await take([RUNNING], '--apply');
    const raw = await openRaw(bench.database);
    expect(await raw.run('select action, subject from audit')).toEqual([{ action: 'imported', subject: 'courses:1' }]);
    await raw.close();
  });

  test.each<[string, (text: string) => string | Uint8Array]>([
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['with Windows’ line ends and an empty last line', (text) => `${text.replaceAll('\n', '\r\n')}\r\n\r\n`],
    ['with a header in capitals', (text) => text.replace(/^[^\n]*/, (head) => head.toUpperCase())],
  ])('a file %s is read', async (_what, change) => {
    expect((await take(change(csv([RUNNING])))).out).toContain('1 forløb');
  });

  test('commas or semicolons, and a quoted cell over two lines: the lines are counted as an editor counts', async () => {
    const rows = [
      { ...RUNNING, navn: 'Anna\nBertelsen' },
      { ...RUNNING, cpr: '670190-1235', henvist: 'i fjor' },
    ];
    const { err } = await take(csv(rows, ','));
    expect(err).toContain('Linje 4: henvist: skriv datoen som 2026-11-02 eller 02-11-2026');
  });

  test.each<[Row, string]>([
    [{ cpr: '310290-1234' }, 'Linje 2: cpr: '],
    [{ cpr: 'ukendt' }, 'Linje 2: cpr: '],
    [{ navn: '' }, 'Linje 2: navn: feltet er tomt'],
    [{ navn: 'Eva 010165-4003' }, 'Linje 2: navn: '],
    [{ aftale: 'XYZ' }, 'Linje 2: aftale: der er ingen samarbejdsaftale med den kode'],
    [{ program: 'ABC' }, 'Linje 2: program: skriv ét af disse: ips, fsm3'],
    [{ henvist: '2026-11-03', startet: '', 'seneste kontakt': '' }, 'Linje 2: henvist: Datoen ligger i fremtiden'],
    [{ konsulent: 'tenant-odense:ingen' }, 'Linje 2: konsulent: kollegaen kendes ikke'],
    [{ konsulent: whoIs(sanne) }, 'Linje 2: konsulent: kollegaen er ikke IPS-konsulent'],
    [{ behandler: whoIs(mette) }, 'Linje 2: behandler: kollegaen er ikke behandler på aftalens klinik'],
    [{ konsulent: '', behandler: '' }, 'Linje 2: skriv mindst én af konsulent, sagsbehandler og behandler'],
    [{ kilde: 'tip' }, 'Linje 2: kilde: skriv ét af disse: borger og behandler, jobcenter'],
    [{ startet: '2026-01-02' }, 'Linje 2: '],
    [{ 'seneste kontakt': '2026-11-03' }, 'Linje 2: '],
  ])(
    'P1–P3, S1: a line with %j is named by its number and the column, not by what stands in it',
    async (change, sentence) => {
      const { code, err, out } = await take(
        [
          { ...RUNNING, ...change },
          { ...RUNNING, cpr: '670190-1299' },
        ],
        '--apply',
      );
      expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
      expect(err).toContain('Intet er importeret: 1 af 2 linjer kan ikke bruges.');
      expect(`${out}${err}`).not.toMatch(/Kanarie|Eva|670190|010165|310290/);
      expect(await courseCount()).toBe(0);
    },
  );

  test.each<[Row, string]>([
    [{ 'klinik samtykke bevis': '' }, 'klinik samtykke bevis: '],
    [{ 'underskrift set': '' }, 'underskrift set: '],
    [{ 'klinik samtykke til': '2027-03-02' }, 'Linje 2: '],
    [{ 'samtykke form': 'mundtligt' }, 'Linje 2: '],
    [{ 'klinik samtykke bevis': 'se 010165-4003' }, 'klinik samtykke bevis: '],
    [{ 'jobcenter samtykke givet': '', 'jobcenter samtykke bevis': '' }, 'samtykke i begge retninger'],
    [{ 'klinik samtykke givet': '2025-03-02', 'klinik samtykke til': '2026-03-01' }, 'Linje 2: '],
  ])('K10, K11, A2: a consent that could not be recorded cannot be imported (%j)', async (change, sentence) => {
    const { code, err } = await take([{ ...RUNNING, ...change }], '--apply');
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
    expect(await courseCount()).toBe(0);
  });

  test('S1: nothing is opened under an agreement that is not in force', async () => {
    await trinvis.stop();
    await bench.close();
    bench = await adminBench();
    trinvis = await startOdense({ at: '2026-11-02 09:00', database: bench.database, terms: { draft: true } });
    expect((await take([RUNNING])).err).toContain('Linje 2: ');
  });

  test('B1, B2: programme B counts step 1 from the first talk, and asks why somebody is younger than 30', async () => {
    const line: Row = {
      aftale: 'ODE',
      program: 'fsm3',
      navn: NAME,
      cpr: '670100-4234',
      henvist: '2026-10-01',
      konsulent: whoIs(mette),
      sagsbehandler: whoIs(sanne),
      'gruppe besluttet': '2026-10-05',
      'første samtale': '2026-10-05',
    };
    expect((await take([line])).err).toContain('Linje 2: ');
    const reason = { 'grund under 30': 'Lokal aftale om yngre borgere' };
    expect((await take([{ ...line, ...reason }], '--apply')).out).toContain('Linje 2: ODE-001');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-001')).card)).toContain('siden 5. okt. 2026');
    const undecided = { ...line, ...reason, cpr: '670100-4235', 'gruppe besluttet': '' };
    expect((await take([undecided])).err).toContain('Linje 2: ');
  });

  test('B9: a course in step 2 comes with the day step 1 was completed, and its own 13 weeks', async () => {
    const line: Row = {
      aftale: 'ODE',
      program: 'fsm3',
      navn: NAME,
      cpr: CPR,
      henvist: '2026-08-03',
      konsulent: whoIs(mette),
      'gruppe besluttet': '2026-08-03',
      'første samtale': '2026-08-03',
      'trin 1 afsluttet': '2026-09-01',
    };
    expect((await take([{ ...line, 'trin 1 afsluttet': '2026-08-01' }])).err).toContain('Linje 2: ');
    expect((await take([{ ...RUNNING, 'trin 1 afsluttet': '2026-09-01' }])).err).toContain('Linje 2: ');
    await take([line], '--apply');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-001')).card)).toContain('sigte 1. dec. 2026 (13 uger)');
  });

  test('A2, A6: a clinician’s referral without consent is imported as henvist, in the clinic alone', async () => {
    const line: Row = {
      aftale: 'ODE',
      program: 'ips',
      navn: NAME,
      cpr: CPR,
      henvist: '2026-10-20',
      behandler: whoIs(bodil),
    };
    expect((await take([line], '--apply')).out).toContain('ODE-001');
    expect(textOf((await trinvis.write(bodil, 'forløb ODE-001')).card)).toContain('Henvist 20. okt. 2026');
    expect(textOf((await trinvis.write(lars, 'forløb ODE-001')).card)).not.toContain('Henvist');
  });

  test('the same file twice brings nothing new, and a course twice in one file is one too many', async () => {
    await take([RUNNING], '--apply');
    const again = await take([RUNNING], '--apply');
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining('Linje 2: forløbet findes allerede (ODE-001).'),
    ]);
    expect(await courseCount()).toBe(1);
    const other = { ...RUNNING, cpr: '670190-1235' };
    expect((await take([other, other])).err).toContain('Linje 3: forløbet findes allerede: det står også på linje 2.');
  });

  test('N6: another open course of the same citizen is pointed out, and does not stop the import', async () => {
    await take([RUNNING], '--apply');
    const later = { ...RUNNING, henvist: '2026-02-04' };
    const { code, out } = await take([later], '--apply');
    expect(code).toBe(0);
    expect(out).toContain('Linje 2, bemærk: cpr: borgeren har allerede et åbent forløb (ODE-001)');
  });

  test('P2: a number that fails modulus 11 is a note, not an error', async () => {
    const { code, out } = await take([{ ...RUNNING, cpr: '010165-4003' }]);
    expect([code, out]).toEqual([0, expect.stringContaining('Linje 2, bemærk: cpr: nummeret består ikke modulus 11')]);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'Filen har ingen forløb'],
    ['only a header', 'aftale;program;navn;cpr;henvist', 'Filen har ingen forløb'],
    [
      'without a header',
      `ODE;ips;${NAME};${CPR};2026-10-01\nODE;ips;${NAME};${CPR};2026-10-01`,
      'Kolonne 1 har en overskrift',
    ],
    ['without the CPR column', 'aftale;program;navn;henvist\nODE;ips;Eva;2026-10-01', 'Der mangler kolonner: cpr'],
    ['with a column twice', 'aftale;aftale\nODE;ODE', 'To kolonner har samme overskrift'],
    [
      'with an open quotation mark',
      'aftale;program;navn;cpr;henvist\nODE;ips;"Eva;1;2',
      'der mangler et anførselstegn',
    ],
    ['with too many fields', 'aftale;program;navn;cpr;henvist\nODE;ips;Eva;1;2;3', 'Linje 2 har flere felter'],
    ['in another encoding', Buffer.from('aftale;program;navn\nODE;ips;S\xf8ren', 'latin1'), 'Filen er ikke UTF-8'],
  ])('a file %s is refused as a whole, in a sentence without its content', async (_what, content, sentence) => {
    const { code, err } = await take(content, '--apply');
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
    expect(err).not.toMatch(/Kanarie|670190|Eva/);
  });

  test('N1, N5: what is imported stands in the next digest, and sends no reminder of long ago', async () => {
    const late: Row = {
      aftale: 'ODE',
      program: 'fsm3',
      navn: NAME,
      cpr: CPR,
      henvist: '2026-05-04',
      konsulent: whoIs(mette),
      sagsbehandler: whoIs(sanne),
      'gruppe besluttet': '2026-05-04',
      'første samtale': '2026-05-04',
    };
    const channels = [SHARED_CHANNEL, OWN_CHANNEL].map((id) => channel('kanal', { id }));
    for (const place of channels) await trinvis.write(mette, 'hjælp', place);
    await take([RUNNING, late], '--apply');
    await trinvis.playTo('2026-11-03 12:00');
    const digest = textOf(trinvis.cardsIn(personalChat(mette)).at(-1)?.card);
    expect(digest).toContain('ODE-002');
    expect(digest).toContain('ud over sigtet');
    const posted = () => channels.flatMap((place) => trinvis.cardsIn(place).map((c) => textOf(c.card))).join();
    expect(posted()).not.toContain('ODE-002');
    // The step was due on Thursday 4 June and is told every 7 days from the 11th: the next of these days is told as ever.
    await trinvis.playTo('2026-11-05 12:00');
    expect(posted()).toContain('ODE-002');
  });

  test('the canary is nowhere: not on the screen, not in a message, not in the open in the file', async () => {
    await take([RUNNING], '--apply');
    await trinvis.playTo('2026-11-03 12:00');
    const { readFile } = await import('node:fs/promises');
    const file = bench.database.kind === 'sqlite' ? bench.database.file : '';
    for (const part of [file, `${file}-wal`]) {
      const bytes = await readFile(part);
      for (const canary of [NAME, CPR, CPR.replace('-', ''), 'Journal, samtykke nr. 4', 'Sag 2026-114']) {
        expect(bytes.includes(canary)).toBe(false);
      }
    }
    const store = await openStore(bench.database, { masterKey: TEST_MASTER_KEY });
    const record = await store.transaction(async (tx) => {
      const row = await tx.courses.byAlias(Alias.parse('ODE-001'));
      return row === null ? null : tx.vault.recordOf(row.person);
    });
    await store.close();
    expect(record).toEqual({ name: NAME, cpr: CPR.replace('-', '') });
  });
});

const onPostgres = sharedPostgresUrl === null ? test.skip : test;
onPostgres('PostgreSQL: the same import, tried, written, and not twice', async () => {
  const there = await adminBench({ kind: 'postgres', url: await createDatabase(sharedPostgresUrl ?? '') });
  const bot = await startOdense({ at: '2026-11-02 09:00', database: there.database });
  const file = await there.write('forloeb.csv', csv([RUNNING, { ...RUNNING, cpr: '670190-1235' }]));
  expect((await there.run('import', file)).out).toContain('2 forløb');
  expect((await there.run('import', file, '--apply')).out).toContain('Linje 3: ODE-002');
  expect((await there.run('import', file, '--apply')).err).toContain('2 af 2 linjer kan ikke bruges');
  expect((await there.run('export', 'courses', there.file('alle.csv'), '--purpose', 'Kontrol')).code).toBe(0);
  expect((await there.run('export', 'evaluation', there.file('evaluering.csv'))).code).toBe(0);
  expect((await there.run('retention', '--apply')).code).toBe(0);
  expect((await there.run('audit', 'verify')).code).toBe(0);
  await bot.stop();
  await there.close();
});
