import { z } from 'zod';

const ownField = z
  .strictObject({
    type: z.enum(['text', 'number', 'flag', 'day', 'list', 'url', 'choice']),
    /** What a post may choose from, for a `choice`. */
    values: z.array(z.string().min(1)).min(1).readonly().optional(),
    /** What readers and editors see for the key. @default the key */
    label: z.string().min(1).optional(),
    /** Where the page of a post shows it: among the facts below its title, at its end, nowhere. */
    place: z.enum(['facts', 'end', 'hidden']).default('facts'),
  })
  .superRefine(({ type, values }, context) => {
    if ((type === 'choice') === (values !== undefined)) return;
    // A choice without values is told as "is missing".
    const message = 'must be left out, as the type is no "choice"';
    context.addIssue({ code: 'custom', path: ['values'], input: values, message });
  });

/** Setting `fields`: own fields of the front matter, by key. */
export const ownFields = z.record(z.string(), ownField);

/** A site's own field of the front matter. */
export type OwnField = Readonly<z.output<typeof ownField>>;
