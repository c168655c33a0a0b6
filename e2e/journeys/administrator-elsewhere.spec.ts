import { createForm } from '../support/create-form.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';

for (const language of languages) {
  const w = words[language];

  test(`the administrator in another project is told where creating is possible, and is there in one click (${language})`, async ({
    page,
    enter,
  }) => {
    await enter('admin', language, '/compute/images/create', 'dev');
    await expect(page.getByRole('main')).toContainText(
      say(language, '只能在项目 Default/admin 中创建镜像', 'creates images in project Default/admin only'),
    );
    await page.getByRole('button', { name: say(language, '切换到 Default/admin', 'Switch to Default/admin') }).click();
    await expect(page.getByLabel(w.project, { exact: true }).locator('option:checked')).toHaveText('admin');
    const form = createForm(page, language);
    await expect(form.name.or(page.getByRole('link', { name: w.create }))).toBeVisible();
  });

  test(`a project user is told who creates images (${language})`, async ({ page, enter }) => {
    await enter('alice', language, '/compute/images/create');
    await expect(page.getByRole('main')).toContainText(
      say(language, '只有云管理员可以创建镜像', 'Only the cloud administrator can create images'),
    );
    await page
      .getByRole('link', { name: say(language, '返回镜像列表', 'Back to images') })
      .last()
      .click();
    await expect(page.getByRole('table')).toBeVisible();
  });
}
