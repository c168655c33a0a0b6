import 'i18next';
import type common from '../../../../../locales/zh-CN/common.json';
import type errors from '../../../../../locales/zh-CN/errors.json';
import type image from '../../../../../locales/zh-CN/image.json';
import type imageCreate from '../../../../../locales/zh-CN/imageCreate.json';
import type imageDelete from '../../../../../locales/zh-CN/imageDelete.json';
import type imageDetail from '../../../../../locales/zh-CN/imageDetail.json';
import type imageDownload from '../../../../../locales/zh-CN/imageDownload.json';
import type imageEdit from '../../../../../locales/zh-CN/imageEdit.json';
import type imageExport from '../../../../../locales/zh-CN/imageExport.json';
import type imageList from '../../../../../locales/zh-CN/imageList.json';
import type imageShare from '../../../../../locales/zh-CN/imageShare.json';
import type imageTags from '../../../../../locales/zh-CN/imageTags.json';
import type shell from '../../../../../locales/zh-CN/shell.json';
import type signIn from '../../../../../locales/zh-CN/signIn.json';
import type upload from '../../../../../locales/zh-CN/upload.json';
import type volume from '../../../../../locales/zh-CN/volume.json';

/** Types every translation key. A new namespace is added here and as a file of each locale. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      shell: typeof shell;
      signIn: typeof signIn;
      image: typeof image;
      imageList: typeof imageList;
      imageDetail: typeof imageDetail;
      imageCreate: typeof imageCreate;
      imageDelete: typeof imageDelete;
      imageDownload: typeof imageDownload;
      imageEdit: typeof imageEdit;
      imageTags: typeof imageTags;
      imageShare: typeof imageShare;
      imageExport: typeof imageExport;
      volume: typeof volume;
      upload: typeof upload;
      errors: typeof errors;
    };
  }
}
