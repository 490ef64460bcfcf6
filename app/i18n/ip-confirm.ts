import type { Language } from "./languages.ts";

/** The page on which whoever asked for a list of networks confirms it. */
const fi = {
  service: "IP-rajauksen vahvistus",
  title: "Vahvista kirjautumisen rajaus",
  lead: "Vahvista painikkeella, että pääset palveluun tästä verkosta. Jos rajausta ei vahvisteta kymmenessä minuutissa sen voimaantulosta, se perutaan itsestään.",
  address: "Tulet osoitteesta",
  unknownAddress: "Osoitettasi ei voi lukea.",
  link: "Linkki sähköpostista",
  linkHint: "Sivu täyttää sen itse. Jos kenttä on tyhjä, liitä linkki tähän.",
  confirm: "Vahvista rajaus",
  confirmed: "Rajaus on vahvistettu ja jää voimaan. Voit sulkea sivun.",
  notListed:
    "Tämä osoite ei ole rajauksen verkoissa, joten rajausta ei vahvistettu. Linkki toimii edelleen: avaa se jostakin rajauksen verkosta ennen kuin kymmenen minuuttia on kulunut. Jos tämän osoitteen pitäisi olla rajauksessa, ota yhteyttä asiakaspalveluun.",
  over: "Linkki ei ole enää voimassa: rajaus on peruttu, poistettu tai linkki on väärä. Ota yhteyttä asiakaspalveluun.",
  limit: "Liian monta yritystä tästä verkosta. Odota kymmenen minuuttia.",
};
type Messages = typeof fi;

const sv: Messages = {
  service: "Bekräfta en IP-begränsning",
  title: "Bekräfta begränsningen av inloggningen",
  lead: "Bekräfta med knappen att du kommer in i tjänsten från det här nätet. Om begränsningen inte bekräftas inom tio minuter från att den trädde i kraft återkallas den av sig själv.",
  address: "Du kommer från adressen",
  unknownAddress: "Din adress kan inte läsas.",
  link: "Länken från e-postmeddelandet",
  linkHint: "Sidan fyller i den själv. Om fältet är tomt, klistra in länken här.",
  confirm: "Bekräfta begränsningen",
  confirmed: "Begränsningen är bekräftad och förblir i kraft. Du kan stänga sidan.",
  notListed:
    "Den här adressen finns inte i begränsningens nät, så begränsningen bekräftades inte. Länken fungerar fortfarande: öppna den från något av näten innan tio minuter har gått. Om adressen borde finnas i begränsningen, kontakta kundtjänsten.",
  over: "Länken gäller inte längre: begränsningen har återkallats eller hävts, eller länken är fel. Kontakta kundtjänsten.",
  limit: "För många försök från det här nätet. Vänta tio minuter.",
};

const en: Messages = {
  service: "Confirming an IP restriction",
  title: "Confirm the restriction of sign-in",
  lead: "Confirm with the button that you get into the service from this network. A restriction that is not confirmed within ten minutes of coming into force is rolled back by itself.",
  address: "You come from the address",
  unknownAddress: "Your address cannot be read.",
  link: "The link from the e-mail",
  linkHint: "The page fills it in by itself. If the field is empty, paste the link here.",
  confirm: "Confirm the restriction",
  confirmed: "The restriction is confirmed and stays in force. You can close this page.",
  notListed:
    "This address is on none of the networks of the restriction, so it was not confirmed. The link still works: open it from one of the networks before ten minutes have passed. If this address should be listed, contact customer service.",
  over: "The link does not hold any more: the restriction was rolled back or lifted, or the link is wrong. Contact customer service.",
  limit: "Too many tries came from this network. Wait ten minutes.",
};

const messages: Record<Language, Messages> = { fi, sv, en };
export const ipConfirmMessages = (language: Language): Messages => messages[language];
