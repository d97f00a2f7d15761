import { render } from 'preact';
import { Popup } from '@/components/popup/Popup';
import '@/components/styles/popup.css';
import { firstLanguage, popupApi } from '../console/api';

const app = document.getElementById('app');
if (app) render(<Popup api={popupApi} first={firstLanguage()} />, app);
