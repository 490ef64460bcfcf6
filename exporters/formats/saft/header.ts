import { bytesOfText } from "../copy-text.ts";
import { CODE, LONG, MIDDLE1, MIDDLE2, type SaftText, SHORT } from "./text.ts";

export const NAMESPACE = "urn:StandardAuditFile-Taxation-Financial:NO";

export type SaftHeader = {
  company: {
    businessId: string;
    country: string;
    name: string;
    vatNumber: string | null;
    street: string | null;
    postalCode: string | null;
    city: string | null;
    addressCountry: string | null;
    currency: string;
  };
  startsOn: string;
  endsOn: string;
  /** YYYY-MM-DD */
  createdOn: string;
  software: { company: string; product: string; version: string };
};

/** Says of a company outside Norway what the file is: the same structure, not a national format of its country. */
export const profileComment = (country: string): string =>
  country === "NO"
    ? "SAF-T Financial 1.30."
    : `SAF-T Financial 1.30 (Norwegian schema) used as a profile for a company in ${country}; not an official format there. ` +
      "GroupingCategory and StandardTaxCode are placeholders where they have no Norwegian value.";

/** From the XML declaration to the end of the header, as UTF-8 bytes. */
export function saftHeader(text: SaftText, { company, startsOn, endsOn, createdOn, software }: SaftHeader): string {
  const t = (value: string, limit: number) => text.text(escapeLikeCopy(value), limit);
  const o = (name: string, value: string | null, limit: number) =>
    value ? `<${name}>${t(value, limit)}</${name}>` : "";
  const address = [
    o("StreetName", company.street, LONG),
    o("City", company.city, LONG),
    o("PostalCode", company.postalCode, MIDDLE2),
    o("Country", company.addressCountry ?? company.country, CODE),
  ].join("");
  // A contact person and a telephone number are mandatory, and bookkeeping has neither: "NotUsed" is the schema's own word.
  const contact =
    "<Contact><ContactPerson><FirstName>NotUsed</FirstName><LastName>NotUsed</LastName></ContactPerson><Telephone>NotUsed</Telephone></Contact>";
  const tax = company.vatNumber
    ? `<TaxRegistration><TaxRegistrationNumber>${t(company.vatNumber, MIDDLE1)}</TaxRegistrationNumber></TaxRegistration>`
    : "";
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<AuditFile xmlns="${NAMESPACE}"><Header><AuditFileVersion>1.30</AuditFileVersion>` +
    `<AuditFileCountry>${company.country}</AuditFileCountry><AuditFileDateCreated>${createdOn}</AuditFileDateCreated>` +
    `<SoftwareCompanyName>${t(software.company, MIDDLE2)}</SoftwareCompanyName><SoftwareID>${t(software.product, LONG)}</SoftwareID>` +
    `<SoftwareVersion>${t(software.version, SHORT)}</SoftwareVersion><Company><RegistrationNumber>${t(company.businessId, MIDDLE1)}</RegistrationNumber>` +
    `<Name>${t(company.name, LONG)}</Name><Address>${address}</Address>${contact}${tax}</Company>` +
    `<DefaultCurrencyCode>${company.currency}</DefaultCurrencyCode><SelectionCriteria><SelectionStartDate>${startsOn}</SelectionStartDate>` +
    `<SelectionEndDate>${endsOn}</SelectionEndDate></SelectionCriteria><HeaderComment>${t(profileComment(company.country), LONG)}</HeaderComment>` +
    "<TaxAccountingBasis>A</TaxAccountingBasis></Header>\n"
  );
}

/** Text of our own or of a query, in the form in which SaftText takes it. */
export function escapeLikeCopy(value: string): string {
  return bytesOfText(value).replaceAll("\\", "\\\\");
}
