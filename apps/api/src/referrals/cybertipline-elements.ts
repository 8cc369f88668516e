/**
 * The elements of a CyberTipline report that are read, as data. `text`: its text is taken. `count`: it is counted and on purpose not kept.
 * `hash`: a field that is a hash, with a form of its own. Any other element is counted and named in the answer.
 * @source exchange.md 4.1; names and order as in the reporting service's published schema, see samples/README.md
 */
export type Shape = { readonly [name: string]: Shape | 'text' | 'count' | 'hash' };

const IP_CAPTURE = { ipAddress: 'text', eventName: 'text', dateTime: 'text', possibleProxy: 'text', port: 'text' } as const;
const DEVICE = { idType: 'text', idValue: 'text', eventName: 'text', dateTime: 'text' } as const;
const ADDRESS = { address: 'text', city: 'text', zipCode: 'text', state: 'text', nonUsaState: 'text', country: 'text' } as const;
const CONTACT = { firstName: 'text', lastName: 'text', phone: 'text', email: 'text', address: ADDRESS } as const;
const PERSON = { ...CONTACT, age: 'text', dateOfBirth: 'text' } as const;
const LOCATION = { city: 'text', region: 'text', countryCode: 'text' } as const;

/** Elements that describe one account, wherever it stands. */
const ACCOUNT = {
  espIdentifier: 'text',
  espService: 'text',
  compromisedAccount: 'text',
  screenName: 'text',
  displayName: 'text',
  profileUrl: 'text',
  profileBio: 'text',
  ipCaptureEvent: IP_CAPTURE,
  deviceId: DEVICE,
  priorCTReports: 'text',
  groupIdentifier: 'text',
  accountTemporarilyDisabled: 'text',
  accountPermanentlyDisabled: 'text',
  estimatedLocation: LOCATION,
  allEmailsReported: 'text',
  additionalInfo: 'text',
} as const;
const ASSOCIATED = {
  ...ACCOUNT,
  accountType: 'text',
  platform: 'text',
  firstName: 'text',
  middleName: 'text',
  lastName: 'text',
  approximateAge: 'text',
  dateOfBirth: 'text',
  phone: 'text',
  email: 'text',
  address: ADDRESS,
  priorCTReport: 'text',
} as const;

const FILE = {
  reportId: 'text',
  fileId: 'text',
  fileName: 'count',
  originalFileName: 'count',
  uploadedToEspTimestamp: 'text',
  locationOfFile: 'count',
  fileViewedByEsp: 'text',
  exifViewedByEsp: 'text',
  publiclyAvailable: 'text',
  fileRelevance: 'text',
  potentialMeme: 'text',
  fileAnnotations: {
    animeDrawingVirtualHentai: 'text',
    potentialMeme: 'text',
    viral: 'text',
    possibleSelfProduction: 'text',
    physicalHarm: 'text',
    violenceGore: 'text',
    bestiality: 'text',
    liveStreaming: 'text',
    infant: 'text',
    generativeAi: 'text',
  },
  industryClassification: 'text',
  originalFileHash: 'hash',
  ipCaptureEvent: IP_CAPTURE,
  deviceId: DEVICE,
  details: { nameValuePair: { name: 'text', value: 'text', type: 'text' } },
  additionalInfo: 'text',
} as const;

/** The misspelt forms of the last element of `lawEnforcement` that producers send. */
export const PROCESS_INTERNATIONAL = /^servedLegalProcessInt\w*$/i;

export const REPORT: Shape = {
  reportId: 'text',
  batchedReport: 'text',
  incidentSummary: {
    incidentType: 'text',
    platform: 'text',
    escalateToHighPriority: 'text',
    reportAnnotations: {
      sextortion: 'text',
      csamSolicitation: 'text',
      minorToMinorInteraction: 'text',
      spam: 'text',
      sadisticOnlineExploitation: 'text',
      informational: 'text',
    },
    incidentDateTime: 'text',
    incidentDateTimeDescription: 'text',
  },
  internetDetails: {
    webPageIncident: { url: 'text', additionalInfo: 'text', thirdPartyHostedContent: 'text' },
    emailIncident: { emailAddress: 'text', content: 'text', additionalInfo: 'text' },
    newsgroupIncident: { name: 'text', emailAddress: 'text', content: 'text', additionalInfo: 'text' },
    chatImIncident: { chatClient: 'text', chatRoomName: 'text', content: 'text', additionalInfo: 'text' },
    onlineGamingIncident: { gameName: 'text', console: 'text', content: 'text', additionalInfo: 'text' },
    cellPhoneIncident: { phoneNumber: 'text', latitude: 'text', longitude: 'text', additionalInfo: 'text' },
    nonInternetIncident: { locationName: 'text', incidentAddress: ADDRESS, additionalInfo: 'text' },
    peer2peerIncident: { client: 'text', ipCaptureEvent: IP_CAPTURE, fileNames: 'count', additionalInfo: 'text' },
  },
  lawEnforcement: {
    agencyName: 'text',
    caseNumber: 'text',
    officerContact: CONTACT,
    reportedToLe: 'text',
    servedLegalProcessDomestic: 'text',
    servedLegalProcessInternational: 'text',
  },
  reporter: { reportingPerson: PERSON, contactPerson: CONTACT, companyTemplate: 'text', termsOfService: 'text', legalURL: 'text' },
  personOrUserReported: {
    personOrUserReportedPerson: PERSON,
    vehicleDescription: 'text',
    ...ACCOUNT,
    thirdPartyUserReported: 'text',
    associatedAccount: ASSOCIATED,
  },
  intendedRecipient: { intendedRecipientPerson: PERSON, ...ACCOUNT, associatedAccount: ASSOCIATED },
  victim: { victimPerson: PERSON, ...ACCOUNT, schoolName: 'text', associatedAccount: ASSOCIATED },
  fileDetails: FILE,
  additionalInfo: 'text',
};

/**
 * The eight incident types of the source and the offence that each suggests; a person confirms. Three have no category of their own and keep the
 * source's words as label.
 * @source exchange.md 4.1
 */
export const OFFENCES: Readonly<Record<string, string>> = {
  'child pornography (possession, manufacture, and distribution)': 'csam_distribution',
  'child sex trafficking': 'trafficking_sexual',
  'child sexual molestation': 'contact_abuse',
  'child sex tourism': 'contact_abuse',
  'online enticement of children for sexual acts': 'grooming',
  'misleading domain name': 'other',
  'misleading words or digital images on the internet': 'other',
  'unsolicited obscene material sent to a child': 'other',
};

/** `idType` of a device without blanks, dashes and case → type of identifier; any other is `device_other`. */
export const DEVICE_TYPES: Readonly<Record<string, 'imei' | 'imsi' | 'iccid' | 'mac' | 'advertising_id'>> = {
  imei: 'imei',
  imsi: 'imsi',
  iccid: 'iccid',
  mac: 'mac',
  macaddress: 'mac',
  idfa: 'advertising_id',
  gaid: 'advertising_id',
  aaid: 'advertising_id',
  advertisingid: 'advertising_id',
};
