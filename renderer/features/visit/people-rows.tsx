import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { visitWords } from './words.ts';
import css from './visit.module.css';

interface Person {
  readonly name: string;
  readonly title: string;
}

/** Names with positions, one line each. */
export function PeopleRows({
  label,
  add,
  people,
  onChange,
  onBlur,
}: {
  readonly label: string;
  readonly add: string;
  readonly people: readonly Person[];
  readonly onChange: (people: readonly Person[]) => void;
  readonly onBlur: () => void;
}) {
  const t = useMessages(visitWords);
  const format = useFormat();
  const put = (index: number, change: Partial<Person>) => {
    onChange(people.map((person, at) => (at === index ? { ...person, ...change } : person)));
  };
  return (
    <div className={css.people} role="group" aria-label={label}>
      {people.length > 0 && (
        <div className={css.personHead} aria-hidden>
          <span>{t.nameHead}</span>
          <span>{t.positionHead}</span>
        </div>
      )}
      {people.map((person, index) => {
        const number = format.number(index + 1);
        return (
          // Rows have no other identity while they are typed.
          <div key={index} className={css.person}>
            <TextField
              label={t.name(number)}
              hideLabel
              size="compact"
              value={person.name}
              onChange={(name) => put(index, { name })}
              onBlur={onBlur}
              autoFocus={index === people.length - 1 && person.name === '' && person.title === ''}
            />
            <TextField
              label={t.position(number)}
              hideLabel
              size="compact"
              value={person.title}
              onChange={(title) => put(index, { title })}
              onBlur={onBlur}
            />
            <IconButton
              icon={Trash2}
              label={t.removePerson(number)}
              onPress={() => onChange(people.filter((_, at) => at !== index))}
            />
          </div>
        );
      })}
      <div>
        <Button size="small" look="quiet" icon={Plus} onPress={() => onChange([...people, { name: '', title: '' }])}>
          {add}
        </Button>
      </div>
    </div>
  );
}
