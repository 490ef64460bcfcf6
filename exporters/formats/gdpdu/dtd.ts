/** The name by which every GDPdU index refers to its grammar, and under which programs look for it beside the index. */
export const DTD_NAME = "gdpdu-01-09-2004.dtd";

/**
 * A grammar for what `gdpduIndex` writes, narrower than the standard's own file of this name, which is not the project's to hand
 * out: an index that is valid by this one is valid by that one.
 */
export const DTD = `<?xml version="1.0" encoding="UTF-8"?>
<!-- What index.xml in this folder may hold. It is the part of the GDPdU data description (version of 1 September 2004) that the
     index needs, under the name that programs look for. The standard's own file can be put in its place: the index is valid by
     both. -->
<!ELEMENT DataSet (Version, DataSupplier, Media)>
<!ELEMENT DataSupplier (Name, Location, Comment)>
<!ELEMENT Media (Name, Table+)>
<!ELEMENT Table (URL, Name, Description, Validity, UTF8, DecimalSymbol, DigitGroupingSymbol, Range, VariableLength)>
<!ELEMENT Validity (Range, Format)>
<!ELEMENT Range (From, To?)>
<!ELEMENT VariableLength (ColumnDelimiter, RecordDelimiter, TextEncapsulator, VariablePrimaryKey*, VariableColumn*, ForeignKey*)>
<!ELEMENT VariablePrimaryKey (Name, Description, (AlphaNumeric | Numeric | Date))>
<!ELEMENT VariableColumn (Name, Description, (AlphaNumeric | Numeric | Date))>
<!ELEMENT ForeignKey (Name+, References, Alias*)>
<!ELEMENT Alias (From, To)>
<!ELEMENT Numeric (Accuracy?)>
<!ELEMENT Date (Format)>
<!ELEMENT AlphaNumeric EMPTY>
<!ELEMENT UTF8 EMPTY>
<!ELEMENT Accuracy (#PCDATA)>
<!ELEMENT ColumnDelimiter (#PCDATA)>
<!ELEMENT Comment (#PCDATA)>
<!ELEMENT DecimalSymbol (#PCDATA)>
<!ELEMENT Description (#PCDATA)>
<!ELEMENT DigitGroupingSymbol (#PCDATA)>
<!ELEMENT Format (#PCDATA)>
<!ELEMENT From (#PCDATA)>
<!ELEMENT Location (#PCDATA)>
<!ELEMENT Name (#PCDATA)>
<!ELEMENT RecordDelimiter (#PCDATA)>
<!ELEMENT References (#PCDATA)>
<!ELEMENT TextEncapsulator (#PCDATA)>
<!ELEMENT To (#PCDATA)>
<!ELEMENT URL (#PCDATA)>
<!ELEMENT Version (#PCDATA)>
`;
