import { render } from 'preact';
import { Console } from '@/components/console/Console';
import '@/components/styles/console.css';
import { consoleApi, firstLanguage } from './api';
import { officeApi } from './office';

const admin = () => import('./admin').then((room) => room.adminApi);
const app = document.getElementById('app');
if (app) render(<Console api={consoleApi} office={officeApi} admin={admin} first={firstLanguage()} />, app);
