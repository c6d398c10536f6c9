/**
 * A music shop with the tables of the Chinook sample database and about as many rows. The rows are
 * generated: names are numbers, and references follow from the row's number.
 */

import { hash, numbers } from "./social-data.js";

const COUNTS = {
  artists: 275,
  albums: 347,
  tracks: 3_503,
  customers: 59,
  employees: 8,
  invoices: 412,
  invoiceItems: 2_240,
  playlists: 18,
  playlistTracks: 8_715,
} as const;

export function chinookStatements(seed: number): readonly string[] {
  return [SCHEMA, ...rows(seed)];
}

const SCHEMA = `
  CREATE TABLE artists (ArtistId INTEGER PRIMARY KEY, Name TEXT);
  CREATE TABLE albums (AlbumId INTEGER PRIMARY KEY, Title TEXT, ArtistId INTEGER NOT NULL);
  CREATE TABLE genres (GenreId INTEGER PRIMARY KEY, Name TEXT);
  CREATE TABLE media_types (MediaTypeId INTEGER PRIMARY KEY, Name TEXT);
  CREATE TABLE tracks (
    TrackId INTEGER PRIMARY KEY, Name TEXT NOT NULL, AlbumId INTEGER, MediaTypeId INTEGER NOT NULL,
    GenreId INTEGER, Composer TEXT, Milliseconds INTEGER NOT NULL, Bytes INTEGER, UnitPrice REAL
  );
  CREATE TABLE employees (
    EmployeeId INTEGER PRIMARY KEY, LastName TEXT, FirstName TEXT, Title TEXT, ReportsTo INTEGER
  );
  CREATE TABLE customers (
    CustomerId INTEGER PRIMARY KEY, FirstName TEXT, LastName TEXT, Country TEXT, Email TEXT,
    SupportRepId INTEGER
  );
  CREATE TABLE invoices (
    InvoiceId INTEGER PRIMARY KEY, CustomerId INTEGER NOT NULL, InvoiceDate TEXT,
    BillingCountry TEXT, Total REAL
  );
  CREATE TABLE invoice_items (
    InvoiceLineId INTEGER PRIMARY KEY, InvoiceId INTEGER NOT NULL, TrackId INTEGER NOT NULL,
    UnitPrice REAL, Quantity INTEGER
  );
  CREATE TABLE playlists (PlaylistId INTEGER PRIMARY KEY, Name TEXT);
  CREATE TABLE playlist_track (
    PlaylistId INTEGER NOT NULL, TrackId INTEGER NOT NULL, PRIMARY KEY (PlaylistId, TrackId)
  );
  CREATE INDEX IFK_AlbumArtistId ON albums (ArtistId);
  CREATE INDEX IFK_TrackAlbumId ON tracks (AlbumId);
  CREATE INDEX IFK_TrackGenreId ON tracks (GenreId);
  CREATE INDEX IFK_TrackMediaTypeId ON tracks (MediaTypeId);
  CREATE INDEX IFK_EmployeeReportsTo ON employees (ReportsTo);
  CREATE INDEX IFK_CustomerSupportRepId ON customers (SupportRepId);
  CREATE INDEX IFK_InvoiceCustomerId ON invoices (CustomerId);
  CREATE INDEX IFK_InvoiceLineInvoiceId ON invoice_items (InvoiceId);
  CREATE INDEX IFK_InvoiceLineTrackId ON invoice_items (TrackId);
  CREATE INDEX IFK_PlaylistTrackTrackId ON playlist_track (TrackId);
`;

function rows(seed: number): readonly string[] {
  const pick = (offset: number, count: number): string =>
    `1 + ${hash("i", seed + offset)} % ${count}`;
  const into = (table: string, count: number, values: string): string =>
    `INSERT OR IGNORE INTO ${table} SELECT ${values} FROM (${numbers(1, count)})`;
  const { artists, albums, tracks, customers, employees, invoices, playlists } = COUNTS;
  return [
    into("artists", artists, "i, printf('Artist %d', i)"),
    into("albums", albums, `i, printf('Album number %d', i), ${pick(1, artists)}`),
    into("genres", 25, "i, printf('Genre %d', i)"),
    into("media_types", 5, "i, printf('Media type %d', i)"),
    into(
      "tracks",
      tracks,
      `i, printf('Track %d of a record', i), 1 + i / 11, ${pick(2, 5)}, ${pick(3, 25)},
       printf('Composer %d and others', ${pick(4, 800)}), 60000 + ${pick(5, 400_000)},
       ${pick(6, 9_000_000)}, 0.99`,
    ),
    into("employees", employees, "i, printf('Last%d', i), printf('First%d', i), 'Staff', i / 2"),
    into(
      "customers",
      customers,
      `i, printf('First%d', i), printf('Last%d', i), printf('Country %d', ${pick(7, 24)}),
       printf('c%d@example.org', i), ${pick(8, employees)}`,
    ),
    into(
      "invoices",
      invoices,
      `i, ${pick(9, customers)}, date('2009-01-01', printf('+%d days', i * 4)),
       printf('Country %d', ${pick(10, 24)}), (${pick(11, 20)}) * 0.99`,
    ),
    into(
      "invoice_items",
      COUNTS.invoiceItems,
      `i, 1 + i * ${invoices} / ${COUNTS.invoiceItems + 1}, ${pick(12, tracks)}, 0.99, 1`,
    ),
    into("playlists", playlists, "i, printf('Playlist %d', i)"),
    into(
      "playlist_track",
      COUNTS.playlistTracks,
      `1 + ${hash("i", seed + 13)} % ${playlists}, ${pick(14, tracks)}`,
    ),
  ];
}
