import { PlusOutlined } from '@ant-design/icons';
import type { Grant } from '@console/bff-contract';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { BlockedButton } from '../../shared/ui/index.ts';
import styles from './list.module.css';

/** Whether an image can be created here, and otherwise the way to the project where it can. */
export interface CreateOffer {
  readonly grant: Grant;
  /** `null` where changing the project would not help. */
  readonly elsewhere: { readonly project: string; readonly go: () => void } | null;
}

/** 创建镜像; where it is not allowed it stays and says why, with one click to where it is. */
export function CreateButton({ offer }: { readonly offer: CreateOffer }) {
  const { t } = useTranslation(['image', 'imageList']);
  const { grant, elsewhere } = offer;
  const navigate = useNavigate();
  const label = t('image:action.create');
  if (!grant.allowed) {
    return (
      <>
        {elsewhere !== null && (
          <Button type="link" onClick={elsewhere.go}>
            {t('imageList:switchProject', { project: elsewhere.project })}
          </Button>
        )}
        <BlockedButton className={styles.create} label={label} reason={t(`image:blocked.${grant.reason}`)} />
      </>
    );
  }
  return (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      href={routes.imageCreate}
      onClick={(event) => {
        event.preventDefault();
        void navigate(routes.imageCreate);
      }}
    >
      {label}
    </Button>
  );
}
