import { useState } from 'react';
import { Button } from '../kit/button';
import { useT } from '../texts';

/** Copies a text without the blanks that the eye is given. */
export function CopyButton({ text, isNamed }: { text: string; isNamed?: boolean }) {
  const t = useT();
  const [isCopied, setCopied] = useState(false);
  const name = isCopied ? t('copy.copied') : t('copy.copy');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button
      kind={isNamed ? 'plain' : 'quiet'}
      icon={isCopied ? 'check' : 'copy'}
      label={name}
      onPress={() => void copy()}
    >
      {isNamed ? name : undefined}
    </Button>
  );
}
