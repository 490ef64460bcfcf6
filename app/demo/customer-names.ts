import { businessIdFrom } from "#db/seed/identifiers.ts";

/** Names that nobody bears: places that are on no map, with what a small company does there. */
type Naming = { places: readonly string[]; trades: readonly string[]; forms: readonly string[] };

const finnish: Naming = {
  places:
    "Taruvaaran Satumäen Utukylän Suolammen Hankilahden Valoniemen Yöpuiston Kaamosjärven Tukkijoen Kinosharjun Haavesaaren Lumelan Aatosrinteen Hiljalan Usvakosken Kuuranselän Sinisuon Tuulenpesän Revonkorven Aarnivuoren Hopeakallion Kultakankaan Villivirran Äijönlammen Öljymäen Keijukedon Rautahaukan Viimakosken Pihlajasalmen Karhunkierron Sumupuron Routaniityn Harmaahallan Iltaruskon Merituulen Kesäyön Pakkasrannan Näädänmaan Jäälinnan Joutsenjärven Kivikehdon".split(
      " ",
    ),
  trades:
    "Konepaja,Leipomo,Sähkö,Putki,Kiinteistöhuolto,Tilitoimisto,Rakennus,Maansiirto,Kuljetus,Puutarha,Kirjapaino,Optiikka,Fysioterapia,Hammaslääkärit,Autohuolto,Metalli,Saha,Kahvila,Ravintola,Päiväkoti,Siivous,Ohjelmistot,Mainostoimisto,Tukku,Kalastus,Verhoomo,Lasi,Maalaus,Varasto,Eläinklinikka,Arkkitehdit,Insinöörit,Vartiointi,Valokuvaus,Kukkakauppa,Urheilu,Matkailu,Apteekki,Kampaamo".split(
      ",",
    ),
  forms: ["Oy", "Oy", "Oy", "Oy", "Ky", "Oyj"],
};
const finlandSwedish: Naming = {
  places:
    "Sagobergs Dimvikens Stjärnnäs Drömskärs Älvaborgs Nordanåns Skymningsö Isrosens Ljungvattnets Silverviks Tjärbackens Åskholmens Vintergatans Snölandets Lyktskärs Gryningsviks Månhamns Granskuggans Örnbo".split(
      " ",
    ),
  trades:
    "Bageri,Båtvarv,Elservice,Bygg,Åkeri,Redovisning,Trädgård,Fiskhandel,Snickeri,Tryckeri,Bilservice,Fastighetsskötsel,Krog,Sjöfrakt,Plåtslageri,Veterinärer,Byggkonsult".split(
      ",",
    ),
  forms: ["Ab", "Ab", "Ab", "Kb"],
};
const swedish: Naming = {
  ...finlandSwedish,
  places:
    "Sommarnattens Eklunda Trollsjöns Molnbyns Rimfrosts Vitsippans Ödmarkens Ängslunds Norrskenets Kometdalens".split(
      " ",
    ),
  forms: ["AB", "AB", "AB", "HB"],
};
const estonian: Naming = {
  places:
    "Udumäe Kuuvalge Tähesära Hõbejärve Muinasmetsa Virmaliste Põhjakulla Rabaääre Unistuse Tuuleranna Jääkaru Sinilooma Õunakodu".split(
      " ",
    ),
  trades: "Puidutöökoda,Ehitus,Pagar,Transport,Raamatupidamine,Tarkvara,Aiand,Kalatööstus,Mööbel,Metall,Turism".split(
    ",",
  ),
  forms: ["OÜ", "OÜ", "OÜ", "AS"],
};

/** The nth name: each place with each trade once, well mixed. 7919 is prime and divides no such count. */
function nameOf({ places, trades, forms }: Naming, n: number): string {
  const mixed = (n * 7919) % (places.length * trades.length);
  const place = places[mixed % places.length]!;
  return `${place} ${trades[Math.floor(mixed / places.length)]!} ${forms[n % forms.length]!}`;
}

export type InventedCustomer = { country: "FI" | "SE" | "EE"; name: string; businessId: string };

/** Of sixteen, twelve are Finnish, two of them Swedish-speaking in Finland, one Swedish and one Estonian. */
const order = [...Array(6).fill(finnish), finlandSwedish, ...Array(6).fill(finnish), finlandSwedish, swedish, estonian];

/** Invented customers without end, always the same: their numbers have right check digits, from ranges that nobody is given. */
export function* inventedCustomers(): Generator<InventedCustomer, never> {
  const counts = new Map<Naming, number>();
  for (let n = 0; ; n += 1) {
    const naming = order[n % order.length] as Naming;
    const count = counts.get(naming) ?? 0;
    counts.set(naming, count + 1);
    const name = nameOf(naming, count);
    if (naming === swedish) yield { country: "SE", name, businessId: swedishNumber(n) };
    else if (naming === estonian) yield { country: "EE", name, businessId: estonianNumber(n) };
    // Of two neighbours at most one has no check digit.
    else yield { country: "FI", name, businessId: businessIdFrom(9_200_000 + 2 * n) };
  }
}

/** Luhn's check digit. No legal form's numbers begin with 4. */
function swedishNumber(n: number): string {
  const digits = String(499_900_000 + n);
  const sum = [...digits].reduce((total, digit, i) => {
    const product = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return `${digits.slice(0, 6)}-${digits.slice(6)}${(10 - (sum % 10)) % 10}`;
}

/** Weights 1 to 7 modulo 11, and 3 to 9 where that leaves ten. No legal form's numbers begin with 2. */
function estonianNumber(n: number): string {
  const digits = String(2_900_000 + n);
  const remainder = (first: number) =>
    [...digits].reduce((total, digit, i) => total + Number(digit) * (((first + i - 1) % 9) + 1), 0) % 11;
  const once = remainder(1);
  return `${digits}${once < 10 ? once : remainder(3) % 10}`;
}
