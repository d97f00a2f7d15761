import { render } from 'preact';
import { Console } from '@/components/console/Console';
import '@/components/styles/console.css';
import { consoleApi, firstLanguage } from './api';

const app = document.getElementById('app');
if (app) render(<Console api={consoleApi} first={firstLanguage()} />, app);
