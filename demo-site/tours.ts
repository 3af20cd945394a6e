/** The journeys on sale. Prices are whole pounds per person, without flights. */

export interface Departure {
  when: string
  /** Places left; `0` means a waiting list. */
  places: number
}

export interface Tour {
  slug: string
  name: string
  place: string
  picture: string
  /** What the picture shows, for those who do not see it. */
  pictureText: string
  days: number
  price: number
  pace: 'gentle' | 'steady' | 'brisk'
  season: string
  line: string
  story: readonly string[]
  itinerary: readonly (readonly [title: string, text: string])[]
  included: readonly string[]
  departures: readonly Departure[]
}

export const tours: readonly Tour[] = [
  {
    slug: 'lofoten-light',
    name: 'The Lofoten light',
    place: 'Norway',
    picture: 'pictures/lofoten.svg',
    pictureText: 'Red fishermen’s cabins on stilts below snow-capped peaks, the midnight sun on the water',
    days: 8,
    price: 1890,
    pace: 'steady',
    season: 'May to August',
    line: 'Red cabins, cold butter, and a sun that forgets to set.',
    story: [
      'We sleep in cabins that were built for cod fishermen and are still owned by their grandchildren. The mail boat carries us from island to island; between its calls we walk, and when the weather says no, we bake.',
      'Sigrid, who leads, grew up two harbours away. She knows which beach keeps the last light and which café keeps the last cinnamon bun.',
    ],
    itinerary: [
      ['Bodø, and over the water', 'The evening ferry to Moskenes. Soup is waiting; so are your bunks.'],
      ['Å, the last village', 'A village with a name one letter long, a bakery from 1844 and a path along the lake.'],
      ['By mail boat to Vindstad', 'A house or two, a white beach on the other side of the pass. Lunch in the sand.'],
      ['Reinebringen before breakfast', 'Some 1,900 stone steps, laid by hand. The view makes nobody speak for a while.'],
      ['A day with nothing in it', 'Row, read, sleep, fish. Sigrid’s uncle lends the boat.'],
      ['The long beach at Kvalvika', 'Four hours there and back with a picnic and, for the brave, a swim.'],
      ['Henningsvær and the midnight sun', 'Galleries by day, a rock by the sea by night. Bring the good jumper.'],
      ['Home by way of Svolvær', 'The coastal steamer to Bodø, breakfast on deck.'],
    ],
    included: ['Seven nights in sea cabins', 'All boats and buses', 'Breakfasts, five picnics, four suppers', 'Sigrid'],
    departures: [{ when: '22 May 2027', places: 5 }, { when: '12 June 2027', places: 2 }, { when: '14 August 2027', places: 9 }],
  },
  {
    slug: 'kumano-on-foot',
    name: 'Kumano on foot',
    place: 'Japan',
    picture: 'pictures/kumano.svg',
    pictureText: 'A vermilion gate above stone steps in a misty cedar forest',
    days: 9,
    price: 2640,
    pace: 'steady',
    season: 'March to May, October, November',
    line: 'A thousand-year-old path, a hot bath at the end of every day.',
    story: [
      'Emperors walked the Kumano Kodō to be made new. We walk it for the cedars, for the moss on the small stone saints, and for the innkeepers who have been told exactly which of us takes two helpings.',
      'Your bag travels ahead by van. You carry water, a rice ball and, if the forecast is honest, an umbrella.',
    ],
    itinerary: [
      ['Kyoto to Tanabe', 'The train follows the coast. In the evening, seven kinds of fish.'],
      ['Takijiri, the gate', 'The path begins by squeezing through a rock, as it always has.'],
      ['Over the ridge to Chikatsuyu', 'Cedar, bamboo, a tea house that opens when it sees you.'],
      ['Through to Hongū', 'The longest day: nine hours, with a great gate at its end.'],
      ['The hot spring at Yunomine', 'Eggs boiled in the spring, a bath carved in the river bed.'],
      ['Down the river by boat', 'Flat-bottomed, unhurried, herons on both sides.'],
      ['Ōkumotori, the steep one', 'Optional. Those who stay behind learn to fold paper with Mrs Ueda.'],
      ['The waterfall at Nachi', 'One hundred and thirty-three metres. You hear it before you see it.'],
      ['Home', 'Express train to Osaka. Somebody always misses the bath.'],
    ],
    included: ['Eight nights in family inns', 'All breakfasts and suppers', 'Luggage from door to door', 'Trains within the journey'],
    departures: [{ when: '3 April 2027', places: 0 }, { when: '8 May 2027', places: 4 }, { when: '23 October 2027', places: 8 }],
  },
  {
    slug: 'atlas-to-the-sands',
    name: 'From the Atlas to the sands',
    place: 'Morocco',
    picture: 'pictures/atlas.svg',
    pictureText: 'An earthen castle among palms and dunes, snow on the mountains behind, two camels in front',
    days: 10,
    price: 1720,
    pace: 'gentle',
    season: 'October to April',
    line: 'Snow behind you, dates in your pocket, and no sound at all.',
    story: [
      'We cross the mountains by the old salt road, which is where our name comes from. On the far side the rivers turn to palms, the palms to stone and the stone, in the end, to sand.',
      'Youssef drives, cooks, sings and reads the sky. There are two nights in the dunes, in tents with proper beds.',
    ],
    itinerary: [
      ['Marrakesh, slowly', 'A courtyard with an orange tree. The square can wait until dusk.'],
      ['Over the Tichka pass', 'Two thousand two hundred metres, and mint tea at the top.'],
      ['Aït Benhaddou', 'A castle made of earth, at the hour when it glows.'],
      ['The valley of roses', 'A walk from village to village. In May, everything smells of breakfast jam.'],
      ['Todra gorge', 'Cool water, high walls, lunch under a fig.'],
      ['Erg Chebbi', 'The last road ends. The camels carry what the car cannot.'],
      ['A day of sand', 'Climb a dune, then watch your footprints go.'],
      ['The oases of the Draa', 'Dates, twenty-three kinds. Youssef has an opinion on each.'],
      ['Back across the mountains', 'Another pass, another kind of tea.'],
      ['Marrakesh', 'A last breakfast on the roof.'],
    ],
    included: ['Nine nights, two under canvas', 'Car, driver, camels', 'All breakfasts, seven suppers', 'Tips for the villages we walk through'],
    departures: [{ when: '20 February 2027', places: 3 }, { when: '17 April 2027', places: 6 }, { when: '9 October 2027', places: 12 }],
  },
  {
    slug: 'dolomites-hut-to-hut',
    name: 'Dolomites, hut to hut',
    place: 'Italy',
    picture: 'pictures/dolomites.svg',
    pictureText: 'Pink rock towers at sunset over a meadow with a lit mountain hut',
    days: 7,
    price: 1480,
    pace: 'brisk',
    season: 'Late June to September',
    line: 'Pink towers, dumplings, and a bed under the roof beams.',
    story: [
      'Five huts, four passes, and the famous ten minutes at dusk when the rock lights up as though someone had left a lamp on inside.',
      'You walk five to six hours a day. Martha at the third hut makes apple strudel until it is gone; we time our arrival accordingly.',
    ],
    itinerary: [
      ['Up from Bolzano', 'A cable car, a meadow with more flowers than names, and the first hut.'],
      ['Beneath the Sassolungo', 'A balcony path all day. Marmots whistle at your hats.'],
      ['The Sella crossing', 'Stone and snow and, in good years, edelweiss.'],
      ['Martha’s strudel', 'A short day, on purpose.'],
      ['Pralongià ridge', 'Grass under your feet, the glacier across the valley.'],
      ['Lagazuoi, for the sunset', 'The highest terrace in the region. Bring the big jumper.'],
      ['Down to Cortina', 'Knees permitting, on foot; otherwise by cable car with our respect.'],
    ],
    included: ['Six nights in huts, half board', 'Every cable car', 'A guide certified for the high mountains', 'Strudel'],
    departures: [{ when: '26 June 2027', places: 7 }, { when: '17 July 2027', places: 1 }, { when: '4 September 2027', places: 10 }],
  },
  {
    slug: 'night-train-to-istanbul',
    name: 'The night train to Istanbul',
    place: 'Austria to Türkiye',
    picture: 'pictures/istanbul.svg',
    pictureText: 'A night train on a viaduct, behind it the domes and minarets of Istanbul under a crescent moon',
    days: 9,
    price: 1960,
    pace: 'gentle',
    season: 'All year',
    line: 'Fall asleep in one alphabet, wake up in another.',
    story: [
      'Four sleepers, five capitals and the best breakfast in the Balkans, eaten on a platform in Sofia out of a paper bag.',
      'This journey needs no fitness at all, only the willingness to look out of a window.',
    ],
    itinerary: [
      ['Vienna, westbound no more', 'Cake first. The sleeper leaves at eight.'],
      ['Budapest', 'Baths in the morning, the river by lamplight.'],
      ['Across the plain', 'A long, lazy day on rails; Dora reads aloud to whoever likes.'],
      ['Bucharest', 'Grand avenues, small courtyards, sour soup.'],
      ['Over the Danube', 'The iron bridge at Ruse, with your head out of the window.'],
      ['Sofia', 'Golden domes, mineral springs, and that breakfast.'],
      ['The last sleeper', 'Passports at three in the morning. Part of it, we promise.'],
      ['Istanbul', 'The city appears on both sides at once. Tea on the ferry to Asia.'],
      ['One more day, because', 'The market, the mosaics, the cats.'],
    ],
    included: ['Four nights in two-berth sleepers', 'Four nights in small hotels', 'All breakfasts, three dinners', 'Dora, and her library'],
    departures: [{ when: '6 March 2027', places: 6 }, { when: '1 May 2027', places: 2 }, { when: '18 September 2027', places: 11 }],
  },
  {
    slug: 'azores-two-lakes',
    name: 'The Azores, between two lakes',
    place: 'Portugal',
    picture: 'pictures/azores.svg',
    pictureText: 'A blue and a green crater lake side by side, hydrangeas in front, the Atlantic behind',
    days: 8,
    price: 1590,
    pace: 'gentle',
    season: 'April to October',
    line: 'A blue lake, a green lake, and hedges of hydrangeas.',
    story: [
      'Nine islands in the middle of an ocean, where stew is cooked in the ground and cows have the better view. We visit two of them, which is enough for a week and not enough for a life.',
      'Helena’s family grows tea, the only tea in Europe, and she will let you pick some.',
    ],
    itinerary: [
      ['Ponta Delgada', 'Black stone, white walls, pineapple with everything.'],
      ['The rim of Sete Cidades', 'Walk the edge of the crater between the blue lake and the green.'],
      ['Furnas', 'Lunch comes out of a volcano. You may help to pull the rope.'],
      ['The tea terraces', 'Pick, roll, dry, drink.'],
      ['To Faial by small plane', 'Thirty minutes, most of them above whales.'],
      ['Capelinhos', 'Land that is younger than Helena’s mother.'],
      ['Whales, if they like', 'A quiet boat, a keen lookout, no promises.'],
      ['Home', 'With tea in your bag.'],
    ],
    included: ['Seven nights in small guest houses', 'The flight between the islands', 'All breakfasts, four suppers', 'One whale outing, weather willing'],
    departures: [{ when: '24 April 2027', places: 8 }, { when: '5 June 2027', places: 4 }, { when: '2 October 2027', places: 12 }],
  },
]

export const findTour = (slug: string): Tour | undefined => tours.find((tour) => tour.slug === slug)

/** `£1,890` */
export const pounds = (amount: number): string => `£${amount.toLocaleString('en-GB')}`
