/**
 * Raised with every change below, so that whoever reads archives by program can tell: the first number when something that was
 * there is gone, is called otherwise or means something else; the second when something is new and all that was there still holds.
 */
export const REGISTER_VERSION = "3.1";
/** YYYY-MM-DD of that change. */
export const REGISTER_CHANGED_ON = "2026-11-23";

export const archiveFormatIds = [
  "zip",
  "bagit",
  "csv",
  "datapackage",
  "xlsx",
  "pdf",
  "html",
  "json",
  "text",
  "saft",
  "sie",
  "gdpdu",
  "originals",
  "signature",
  "cms",
  "timestamp",
] as const;
export type ArchiveFormatId = (typeof archiveFormatIds)[number];

/** A format of the archive: what it is called, in which version, by which open specification, and where it is in the archive. */
export type RegisteredFormat = {
  id: ArchiveFormatId;
  name: string;
  version: string;
  mediaType: string;
  specification: { title: string; href: string | null };
  files: readonly string[];
};

/**
 * Every format of the archive. The Data Act, (EU) 2023/2854 Article 26, asks for an up-to-date online register of the data
 * structures, data formats, relevant standards and open specifications in which data can be had.
 */
export const archiveRegister: readonly RegisteredFormat[] = [
  {
    id: "zip",
    name: "ZIP64",
    version: "6.3.10",
    mediaType: "application/zip",
    specification: {
      title: "APPNOTE.TXT, .ZIP File Format Specification",
      href: "https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT",
    },
    files: ["*.zip"],
  },
  {
    id: "bagit",
    name: "BagIt",
    version: "1.0",
    mediaType: "text/plain",
    specification: { title: "RFC 8493", href: "https://www.rfc-editor.org/rfc/rfc8493" },
    files: ["bagit.txt", "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"],
  },
  {
    id: "csv",
    name: "CSV",
    version: "RFC 4180",
    mediaType: "text/csv",
    specification: { title: "RFC 4180", href: "https://www.rfc-editor.org/rfc/rfc4180" },
    files: ["data/*.csv", "data/<year>/ledger/*.csv", "data/reports/*.csv"],
  },
  {
    id: "datapackage",
    name: "Frictionless Data Package",
    version: "1.0",
    mediaType: "application/json",
    specification: {
      title: "Data Package and Table Schema, v1",
      href: "https://specs.frictionlessdata.io/data-package/",
    },
    files: ["data/datapackage.json"],
  },
  {
    id: "xlsx",
    name: "XLSX (Office Open XML)",
    version: "ISO/IEC 29500-1:2016",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    specification: { title: "ISO/IEC 29500-1", href: "https://www.iso.org/standard/71691.html" },
    files: ["data/<year>/excel/*.xlsx", "data/excel/*.xlsx"],
  },
  {
    id: "pdf",
    name: "PDF/A-3b",
    version: "ISO 19005-3:2012",
    mediaType: "application/pdf",
    specification: { title: "ISO 19005-3", href: "https://www.iso.org/standard/57229.html" },
    files: [
      "data/<year>/statements/*.pdf",
      "data/<year>/ledger/payroll-ledger-*.pdf",
      "data/luettelo-kirjanpidoista-ja-aineistoista.pdf",
    ],
  },
  {
    id: "html",
    name: "HTML",
    version: "Living Standard",
    mediaType: "text/html",
    specification: { title: "HTML Living Standard", href: "https://html.spec.whatwg.org/" },
    files: ["data/index.html", "data/pages/**/*.html", "data/<year>/pages/**/*.html"],
  },
  {
    id: "json",
    name: "JSON",
    version: "RFC 8259",
    mediaType: "application/json",
    specification: { title: "RFC 8259", href: "https://www.rfc-editor.org/rfc/rfc8259" },
    files: ["data/scope.json", "data/luettelo-kirjanpidoista-ja-aineistoista.json", "data/reports/*.json"],
  },
  {
    id: "text",
    name: "Text",
    version: "UTF-8",
    mediaType: "text/plain; charset=utf-8",
    specification: { title: "RFC 3629", href: "https://www.rfc-editor.org/rfc/rfc3629" },
    files: ["data/LUE-MINUT.txt", "signature/README.txt"],
  },
  {
    id: "saft",
    name: "SAF-T Financial",
    version: "1.30",
    mediaType: "application/xml",
    specification: {
      title: "Norwegian SAF-T Financial 1.30, after the OECD's Standard Audit File for Tax 2.0",
      href: "https://github.com/Skatteetaten/saf-t",
    },
    files: ["data/<year>/exchange/saft.xml"],
  },
  {
    id: "sie",
    name: "SIE",
    version: "4E (SIE 4C)",
    mediaType: "text/plain; charset=cp437",
    specification: { title: "SIE filformat 4C", href: "https://sie.se/format/" },
    files: ["data/<year>/exchange/sie4e.se"],
  },
  {
    id: "gdpdu",
    name: "GDPdU / GoBD",
    version: "01-09-2004",
    mediaType: "application/xml",
    specification: { title: "Beschreibungsstandard für die Datenträgerüberlassung", href: null },
    files: ["data/<year>/ledger/index.xml", "data/<year>/ledger/gdpdu-01-09-2004.dtd"],
  },
  {
    id: "originals",
    name: "As received",
    version: "",
    mediaType: "application/octet-stream",
    specification: { title: "PDF, Finvoice 3.0 XML and whatever else was attached to a voucher", href: null },
    files: [
      "data/<year>/vouchers/<series>/<number>/*",
      "data/<year>/statements/*",
      "data/<year>/returns/*",
      "data/<year>/correspondence/*",
      "data/<year>/inventory/*",
      "data/<year>/agreements/*",
      "data/<year>/construction/*",
      "data/<year>/payslips/<employee>/*",
      "data/records/**/*",
    ],
  },
  {
    id: "signature",
    name: "Ed25519",
    version: "RFC 8032",
    mediaType: "application/octet-stream",
    specification: { title: "RFC 8032", href: "https://www.rfc-editor.org/rfc/rfc8032" },
    files: ["signature/tagmanifest-sha512.txt.sig", "signature/public-key.pem"],
  },
  {
    id: "cms",
    name: "CMS",
    version: "RFC 5652",
    mediaType: "application/pkcs7-signature",
    specification: { title: "RFC 5652", href: "https://www.rfc-editor.org/rfc/rfc5652" },
    files: ["signature/tagmanifest-sha512.txt.p7s", "signature/certificates.pem"],
  },
  {
    id: "timestamp",
    name: "Time-Stamp Protocol",
    version: "RFC 3161",
    mediaType: "application/timestamp-reply",
    specification: { title: "RFC 3161", href: "https://www.rfc-editor.org/rfc/rfc3161" },
    files: ["signature/tagmanifest-sha512.txt.tsr", "signature/time-stamp-certificates.pem"],
  },
];
