import { z } from 'zod';
import { isShallow } from '#common/domain/canonical-json.ts';

/**
 * The W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) as far as it says what must be so. Members
 * that are not in it are kept: the model is open, and other programs put their own in.
 */
const iri = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, 'an IRI')
  .max(4000);
const text = z.string().max(65_000);
const name = z.string().min(1).max(1000);
const instant = z.iso.datetime({ offset: true });
const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(500)]);
const typeNames = oneOrMore(name).optional();
const hasType = (value: { readonly type?: string | string[] | undefined }, wanted: string): boolean =>
  [value.type].flat().includes(wanted);

const Agent = z.union([iri, z.looseObject({ id: iri.optional(), type: typeNames, name: oneOrMore(name).optional() })]);

const lifecycle = {
  creator: oneOrMore(Agent).optional(),
  created: instant.optional(),
  modified: instant.optional(),
  generator: oneOrMore(Agent).optional(),
  generated: instant.optional(),
  rights: oneOrMore(iri).optional(),
  canonical: iri.optional(),
  via: oneOrMore(iri).optional(),
};

/** Selectors and states: both can be refined by either. */
const Specifier: z.ZodType = z.lazy(() =>
  z.union([
    iri,
    z
      .looseObject({
        id: iri.optional(),
        type: typeNames,
        value: text.optional(),
        conformsTo: iri.optional(),
        exact: text.optional(),
        prefix: text.optional(),
        suffix: text.optional(),
        start: z.int().min(0).optional(),
        end: z.int().min(0).optional(),
        startSelector: Specifier.optional(),
        endSelector: Specifier.optional(),
        sourceDate: oneOrMore(instant).optional(),
        cached: oneOrMore(iri).optional(),
        refinedBy: oneOrMore(Specifier).optional(),
      })
      .superRefine((value, context) => {
        const has = (key: string) => value[key] !== undefined;
        for (const [type, needed] of neededBySelector)
          if (hasType(value, type) && value.id === undefined && !needed.every(has))
            context.addIssue({ code: 'custom', message: `${type} needs ${needed.join(', ')}` });
      }),
  ]),
);

const neededBySelector: readonly (readonly [string, readonly string[]])[] = [
  ['FragmentSelector', ['value']],
  ['CssSelector', ['value']],
  ['XPathSelector', ['value']],
  ['SvgSelector', ['value']],
  ['TextQuoteSelector', ['exact']],
  ['TextPositionSelector', ['start', 'end']],
  ['DataPositionSelector', ['start', 'end']],
  ['RangeSelector', ['startSelector', 'endSelector']],
  ['HttpRequestState', ['value']],
];
const groups = ['Choice', 'Composite', 'List', 'Independents'];

/** Bodies and targets. */
const Resource: z.ZodType = z.lazy(() =>
  z.union([
    iri,
    z
      .looseObject({
        ...lifecycle,
        id: iri.optional(),
        type: typeNames,
        format: oneOrMore(name).optional(),
        language: oneOrMore(name).optional(),
        processingLanguage: name.optional(),
        textDirection: z.enum(['ltr', 'rtl', 'auto']).optional(),
        accessibility: oneOrMore(name).optional(),
        purpose: oneOrMore(name).optional(),
        value: text.optional(),
        items: z.array(Resource).max(1000).optional(),
        source: Resource.optional(),
        selector: oneOrMore(Specifier).optional(),
        state: oneOrMore(Specifier).optional(),
        styleClass: oneOrMore(name).optional(),
        renderedVia: oneOrMore(Agent).optional(),
        scope: oneOrMore(iri).optional(),
      })
      .superRefine((value, context) => {
        const wrong = (message: string) => context.addIssue({ code: 'custom', message });
        if (value.items !== undefined && groups.filter((group) => hasType(value, group)).length !== 1)
          wrong(`items need one type of ${groups.join(', ')}`);
        if (hasType(value, 'TextualBody') && value.value === undefined) wrong('TextualBody needs value');
        const isSpecific = hasType(value, 'SpecificResource') || value.selector !== undefined;
        if (isSpecific && value.source === undefined) wrong('SpecificResource needs source');
        if (value.id === undefined && value.value === undefined && value.items === undefined && !value.source)
          wrong('needs id, value, items or source');
      }),
  ]),
);

/** `@context` is named, never fetched. */
const annotationContext = 'http://www.w3.org/ns/anno.jsonld';
export const Context = oneOrMore(z.union([z.string(), z.looseObject({})])).refine(
  (context) => [context].flat().includes(annotationContext),
  annotationContext,
);

/** One annotation; on a page its context is the page's. */
export const Annotation = z
  .looseObject({
    ...lifecycle,
    '@context': Context.optional(),
    id: iri.max(200),
    type: typeNames,
    motivation: oneOrMore(name).optional(),
    body: oneOrMore(Resource).optional(),
    bodyValue: text.optional(),
    target: z.union([Resource, z.array(Resource).min(1).max(500)]),
    audience: oneOrMore(Agent).optional(),
    stylesheet: z.union([iri, z.looseObject({ id: iri.optional(), value: text.optional() })]).optional(),
  })
  .refine((value) => hasType(value, 'Annotation'), { path: ['type'], message: 'Annotation' })
  .refine((value) => value.body === undefined || value.bodyValue === undefined, {
    path: ['bodyValue'],
    message: 'not beside body',
  });

/** Deep nesting is refused before the schema goes through it. */
export const isModest = (value: unknown): boolean => isShallow(value, 32);
