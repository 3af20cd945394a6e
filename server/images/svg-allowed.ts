/**
 * What of SVG a picture is made of. Whatever is on no list here is left out; what could run, load, link or bring in
 * another language refuses the file (`svg.ts`), for a drawing that needs it would not be the same without.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const SVG = 'http://www.w3.org/2000/svg'
export const XLINK = 'http://www.w3.org/1999/xlink'
export const XML = 'http://www.w3.org/XML/1998/namespace'

export const ELEMENTS = words(`
  svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
  feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
  feSpecularLighting feSpotLight feTile feTurbulence
  animate animateTransform animateMotion mpath set`)

/** Of SVG, and more than a picture: they run, link, or bring in something else. */
export const REFUSED_ELEMENTS = words('script foreignObject a iframe embed object audio video canvas handler listener feImage cursor font-face-uri color-profile')

/** Whose text counts. Elsewhere it is white space between the elements. */
export const WITH_TEXT = words('title desc style text tspan textPath')

/** They change an attribute of another element. */
export const ANIMATIONS = words('animate animateTransform animateMotion set')

export const ATTRIBUTES = words(`
  id class style lang role viewBox preserveAspectRatio version width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points
  pathLength transform gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform
  clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits
  rotate textLength lengthAdjust startOffset method spacing side
  in in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias
  targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent kernelUnitLength
  limitingConeAngle azimuth elevation pointsAtX pointsAtY pointsAtZ z radius baseFrequency numOctaves seed stitchTiles scale
  xChannelSelector yChannelSelector stdDeviation
  attributeName begin dur end min max restart repeatCount repeatDur fill calcMode keyTimes keySplines keyPoints path origin from to by
  additive accumulate
  alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters color-rendering direction
  display dominant-baseline fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch
  font-style font-variant font-weight image-rendering isolation letter-spacing lighting-color marker-end marker-mid marker-start
  mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray
  stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration
  text-rendering transform-origin unicode-bidi vector-effect visibility word-spacing writing-mode`)
