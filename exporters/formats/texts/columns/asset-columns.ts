import type { ColumnText } from "./column-text.ts";

/** What the columns of the register of fixed assets are called. */
export const assetColumn = {
  number: {
    fi: ["Hyödykkeen numero", "Numero käyttöomaisuusluettelossa."],
    sv: ["Tillgångens nummer", "Numret i anläggningsregistret."],
    en: ["Asset number", "The asset's number in the register."],
  },
  name: { fi: ["Hyödyke"], sv: ["Tillgång"], en: ["Asset"] },
  acquiredOn: { fi: ["Hankintapäivä"], sv: ["Anskaffningsdag"], en: ["Acquired on"] },
  acquisitionCost: { fi: ["Hankintameno"], sv: ["Anskaffningsutgift"], en: ["Acquisition cost"] },
  method: {
    fi: ["Poistomenetelmä", "Yrityksen omin sanoin."],
    sv: ["Avskrivningsmetod", "Med företagets egna ord."],
    en: ["Depreciation method", "As the company says it."],
  },
  openingValue: {
    fi: ["Alkuarvo", "Kirjanpitoarvo tilikauden alussa; tyhjä, jos luettelo ei kerro sitä."],
    sv: ["Ingående värde", "Bokfört värde när perioden började; tomt om registret inte anger det."],
    en: ["Opening value", "Value in the books when the year began; empty where the register does not tell."],
  },
  additions: {
    fi: ["Lisäykset", "Tilikaudella hankittu tai rakennettu."],
    sv: ["Ökningar", "Anskaffat eller byggt under perioden."],
    en: ["Additions", "Bought or built in the year."],
  },
  disposals: {
    fi: ["Vähennykset", "Luovutetun arvo."],
    sv: ["Minskningar", "Värdet av det som avyttrats."],
    en: ["Disposals", "Value of what was disposed of."],
  },
  depreciation: {
    fi: ["Poisto", "Tilikauden poisto."],
    sv: ["Avskrivning", "Periodens avskrivning."],
    en: ["Depreciation", "Of the year."],
  },
  closingValue: {
    fi: ["Loppuarvo", "Kirjanpitoarvo tilikauden lopussa."],
    sv: ["Utgående värde", "Bokfört värde när perioden slutade."],
    en: ["Closing value", "Value in the books when the year ended."],
  },
  disposedOn: {
    fi: ["Luovutuspäivä", "Päivä, jona se myytiin tai romutettiin; tyhjä, kun se on yrityksellä."],
    sv: ["Avyttringsdag", "Dagen då den såldes eller skrotades; tom så länge företaget har den."],
    en: ["Disposed on", "Day on which it was sold or scrapped; empty while the company has it."],
  },
  disposalPrice: { fi: ["Luovutushinta"], sv: ["Försäljningspris"], en: ["Disposal price"] },
} satisfies Record<string, ColumnText>;
